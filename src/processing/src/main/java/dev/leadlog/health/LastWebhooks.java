package dev.leadlog.health;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When the last webhook of each page came, in {@code Bookkeeping} under {@code page#<id>} / {@code
 * last-webhook}. A page that was busy and falls silent shows there first.
 */
@Singleton
public class LastWebhooks {

  private static final Logger LOG = Logger.getLogger(LastWebhooks.class);

  private static final String AT = "at";
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;
  private final Clock clock;
  private final Map<PageId, Instant> writtenAt = new ConcurrentHashMap<>();

  LastWebhooks(
      DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings, Clock clock) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().bookkeeping();
    this.clock = clock;
  }

  /**
   * A webhook of a page came. It is written down at most once a minute by this instance, and a
   * store that does not take it is none of the caller's business.
   */
  public void seen(PageId page, Instant receivedTime) {
    if (isTimeToWrite(page)) {
      try {
        write(page, receivedTime);
      } catch (SdkException e) {
        LOG.infof(
            "the last webhook of page %s is not noted: %s", page, e.getClass().getSimpleName());
      }
    }
  }

  /** Null for none yet. */
  Instant last(PageId page) {
    return Attributes.time(dynamodb.getItem(r -> r.tableName(table).key(key(page))).item(), AT);
  }

  private boolean isTimeToWrite(PageId page) {
    Instant now = clock.instant();
    Instant kept =
        writtenAt.compute(
            page,
            (id, last) -> last == null || !now.isBefore(last.plus(BETWEEN_WRITES)) ? now : last);
    return kept.equals(now);
  }

  private void write(PageId page, Instant receivedTime) {
    AttributeValue time = Attributes.time(receivedTime);
    writes.update(
        table,
        key(page),
        new ItemUpdate()
            .set(AT, time)
            .onlyIf(Condition.any(Condition.absent(AT), Condition.less(AT, time))));
  }

  private static Map<String, AttributeValue> key(PageId page) {
    return Map.of("pk", Attributes.s("page#" + page), "sk", Attributes.s("last-webhook"));
  }
}
