package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A lock per page, in {@code Bookkeeping} under {@code lock#poll#<id>}: two pollers do not read the
 * same page. The item stays, and says when the page last had its turn.
 */
@Singleton
class PageLocks {

  /**
   * @param owner who holds it, new each time
   */
  record Lock(PageId page, String owner) {}

  /** For clocks that differ: who held the lock is gone by then. */
  private static final Duration PAST_THE_DEADLINE = Duration.ofSeconds(30);

  private static final Map<String, String> OWNER = Map.of("#owner", "owner");

  private final DynamoDbClient dynamodb;
  private final Clock clock;
  private final String table;

  PageLocks(DynamoDbClient dynamodb, LeadlogSettings settings, Clock clock) {
    this.dynamodb = dynamodb;
    this.clock = clock;
    this.table = settings.tables().bookkeeping();
  }

  /** When a page last had its turn; null for never. */
  Instant lastTurn(PageId page) {
    return Attributes.time(
        dynamodb.getItem(r -> r.tableName(table).key(key(page))).item(), "turnAt");
  }

  /**
   * @param deadline when whoever takes it is stopped
   * @return nothing while another holds it
   */
  Optional<Lock> take(PageId page, Instant deadline) {
    Lock lock = new Lock(page, UUID.randomUUID().toString());
    Instant now = clock.instant();
    Map<String, AttributeValue> values =
        Map.of(
            ":owner", s(lock.owner()),
            ":now", time(now),
            ":until", time(deadline.plus(PAST_THE_DEADLINE)));
    try {
      dynamodb.updateItem(
          r ->
              r.tableName(table)
                  .key(key(page))
                  .updateExpression("SET #owner = :owner, expiresAt = :until, turnAt = :now")
                  // its own, where the answer is lost and the SDK asks once more
                  .conditionExpression(
                      "attribute_not_exists(#owner) OR expiresAt < :now OR #owner = :owner")
                  .expressionAttributeNames(OWNER)
                  .expressionAttributeValues(values));
      return Optional.of(lock);
    } catch (ConditionalCheckFailedException held) {
      return Optional.empty();
    }
  }

  void release(Lock lock) {
    try {
      dynamodb.updateItem(
          r ->
              r.tableName(table)
                  .key(key(lock.page()))
                  .updateExpression("REMOVE #owner, expiresAt")
                  .conditionExpression("#owner = :owner")
                  .expressionAttributeNames(OWNER)
                  .expressionAttributeValues(Map.of(":owner", s(lock.owner()))));
    } catch (ConditionalCheckFailedException lost) {
      // another has it by now, and keeps it
    }
  }

  /** What a write is held against. */
  ConditionCheck stillOurs(Lock lock) {
    return ConditionCheck.builder()
        .tableName(table)
        .key(key(lock.page()))
        .conditionExpression("#owner = :owner")
        .expressionAttributeNames(OWNER)
        .expressionAttributeValues(Map.of(":owner", s(lock.owner())))
        .build();
  }

  /** Whether a write failed because the lock is another's by now. */
  static boolean isLost(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
  }

  private static Map<String, AttributeValue> key(PageId page) {
    return Map.of("pk", s("lock#poll#" + page), "sk", s("lock"));
  }
}
