package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.text.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of the log's indexes. A day is spread over shards, so that no partition takes all of a
 * busy day's writes.
 */
final class Keys {

  static final int DAY_SHARDS = 8;
  static final int DUE_SHARDS = 16;

  static final String BY_DAY = "byDay";
  static final String BY_STATUS = "byStatus";
  static final String BY_PAGE = "byPage";
  static final String DUE = "due";

  static final String DAY_SHARD = "dayShard";
  static final String STATUS_DAY_SHARD = "statusDayShard";
  static final String PAGE_DAY_SHARD = "pageDayShard";
  static final String RECEIVED_KEY = "receivedKey";
  static final String DUE_SHARD = "dueShard";
  static final String SWEEP_AT = "sweepAt";

  static String dayShard(LocalDate day, int shard) {
    return day + "#" + shard;
  }

  static String valueDayShard(String value, LocalDate day, int shard) {
    return value + "#" + dayShard(day, shard);
  }

  static String receivedKey(LeadgenId id, Instant receivedTime) {
    return Times.text(receivedTime) + "#" + id;
  }

  static AttributeValue dueShard(LeadgenId id) {
    return n(id.shard(DUE_SHARDS));
  }

  static AttributeValue statusDayShard(LeadgenId id, Instant receivedTime, Status status) {
    return s(valueDayShard(status.text(), Times.day(receivedTime), id.shard(DAY_SHARDS)));
  }

  static AttributeValue pageDayShard(LeadgenId id, Instant receivedTime, PageId page) {
    return s(valueDayShard(page.text(), Times.day(receivedTime), id.shard(DAY_SHARDS)));
  }

  /** Every index key of a log that is written for the first time, but for {@code due}. */
  static Map<String, AttributeValue> ofNew(NewLead lead) {
    LeadgenId id = lead.leadgenId();
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put(RECEIVED_KEY, s(receivedKey(id, lead.receivedTime())));
    keys.put(DAY_SHARD, s(dayShard(Times.day(lead.receivedTime()), id.shard(DAY_SHARDS))));
    keys.put(STATUS_DAY_SHARD, statusDayShard(id, lead.receivedTime(), lead.status()));
    if (lead.pageId() != null) {
      keys.put(PAGE_DAY_SHARD, pageDayShard(id, lead.receivedTime(), lead.pageId()));
    }
    return keys;
  }

  private Keys() {}
}
