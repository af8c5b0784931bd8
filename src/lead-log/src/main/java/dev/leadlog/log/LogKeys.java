package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The index keys of table {@code LeadLogs}. A partition key is a value and a month, spread over
 * shards by a hash of the leadgen id, because one partition takes about 1,000 write units per
 * second.
 */
public final class LogKeys {

  public static final int MONTH_SHARDS = 8;
  public static final int PENDING_SHARDS = 16;
  public static final int UNREAD_SHARDS = 4;
  public static final int NOTICE_SHARDS = 4;

  public static final String BY_RECEIVED = "byReceived";
  public static final String BY_STATUS = "byStatus";
  public static final String BY_PAGE = "byPage";
  public static final String DUE = "due";

  public static final String RECEIVED_SHARD = "receivedShard";
  public static final String STATUS_SHARD = "statusShard";
  public static final String PAGE_SHARD = "pageShard";

  /** The sort key of the three lists: {@code receivedTime#leadgenId}. */
  public static final String RECEIVED_KEY = "receivedKey";

  /** How long after the receipt the sweep sends another message for a log. */
  public static final Duration RESEND_MESSAGE_AFTER = Duration.ofMinutes(3);

  /**
   * The same for logs whose messages are on the backlog queue, which may be long. An earlier second
   * message would go to the lead queue and delay live leads.
   */
  public static final Duration RESEND_BACKLOG_AFTER = Duration.ofHours(1);

  public static final String DUE_SHARD = "dueShard";
  public static final String DUE_AT = "dueAt";

  public static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * A partition of a list.
   *
   * @param value a status, a page id, or empty for all
   */
  public static String monthShard(String value, YearMonth month, int shard) {
    return (value.isEmpty() ? "" : value + "#") + month + "#" + shard;
  }

  public static String receivedKey(LeadgenId id, Instant receivedTime) {
    return Times.text(receivedTime) + "#" + id;
  }

  public static AttributeValue statusShard(LeadgenId id, Instant receivedTime, Status status) {
    return monthShard(id, receivedTime, status.text());
  }

  /** The partition of Pending logs that are due. */
  public static AttributeValue pendingShard(LeadgenId id) {
    return s("pending#" + id.shard(PENDING_SHARDS));
  }

  /** The partition of logs that have a final status and whose payload is still unread. */
  public static AttributeValue unreadShard(LeadgenId id) {
    return s("unread#" + id.shard(UNREAD_SHARDS));
  }

  /** The partition of logs that have a final status and a notice that was not sent yet. */
  public static AttributeValue noticeShard(LeadgenId id) {
    return s("notice#" + id.shard(NOTICE_SHARDS));
  }

  /** The index keys of the lists for a new log. */
  static Map<String, AttributeValue> ofNew(NewLead lead) {
    LeadgenId id = lead.leadgenId();
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put(RECEIVED_KEY, s(receivedKey(id, lead.receivedTime())));
    keys.put(RECEIVED_SHARD, monthShard(id, lead.receivedTime(), ""));
    keys.put(STATUS_SHARD, statusShard(id, lead.receivedTime(), lead.status()));
    if (lead.pageId() != null) {
      keys.put(PAGE_SHARD, monthShard(id, lead.receivedTime(), lead.pageId().text()));
    }
    return keys;
  }

  private static AttributeValue monthShard(LeadgenId id, Instant receivedTime, String value) {
    return s(monthShard(value, month(receivedTime), id.shard(MONTH_SHARDS)));
  }

  private LogKeys() {}
}
