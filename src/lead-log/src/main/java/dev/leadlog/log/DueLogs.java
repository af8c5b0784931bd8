package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What waits longest of all that is due: how far behind the processing is. */
@Singleton
public class DueLogs {

  /**
   * A log that waits.
   *
   * @param since when it was due; for an unread payload, when the person filled the form in
   */
  public record Waiting(LeadgenId leadgenId, Instant since) {}

  /**
   * By so much the sweep moves a log that it has enqueued, which is no less due for that. If its
   * message is lost again, the log is swept again then.
   */
  public static final Duration MOVED_BY_THE_SWEEP = Duration.ofMinutes(10);

  private static final int MOST_DUE = 1_000;

  /** An unread payload is looked for once a day, and an hour later at the latest. */
  private static final Duration UNTIL_THE_NEXT_READING = Duration.ofHours(25);

  private static final int MOST_UNREAD = 10_000;

  private static final int AT_ONCE = 8;

  private static final List<Integer> SHARDS = IntStream.range(0, Keys.DUE_SHARDS).boxed().toList();

  private final DynamoDbClient dynamodb;
  private final String table;
  private final BoundedExecutor executor;

  DueLogs(DynamoDbClient dynamodb, LeadlogSettings settings, BoundedExecutor executor) {
    this.executor = executor;
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
  }

  /**
   * What is due, and what a sweep has just enqueued: up to 1,000, or as many as are asked for, the
   * longest waiting first.
   */
  public List<DueLog> soon(Instant now, int limit) {
    return due(now.plus(MOVED_BY_THE_SWEEP), Math.max(limit, MOST_DUE));
  }

  /** The logs that are due, at most so many, the longest waiting first. */
  List<DueLog> due(Instant now, int limit) {
    int aShard = Math.max(1, limit / Keys.DUE_SHARDS);
    List<List<DueLog>> due = executor.each(SHARDS, AT_ONCE, shard -> dueIn(shard, now, aShard));
    return due.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(DueLog::sweepAt))
        .limit(limit)
        .toList();
  }

  private List<DueLog> dueIn(int shard, Instant now, int limit) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(Keys.DUE)
            .keyConditionExpression("#shard = :shard AND #at <= :now")
            .expressionAttributeNames(Map.of("#shard", Keys.DUE_SHARD, "#at", Keys.SWEEP_AT))
            .expressionAttributeValues(Map.of(":shard", n(shard), ":now", time(now)))
            .limit(limit)
            .build();
    return dynamodb.query(query).items().stream()
        .map(
            item ->
                new DueLog(
                    new LeadgenId(Attributes.text(item, "leadgenId")),
                    Attributes.time(item, Keys.SWEEP_AT)))
        .toList();
  }

  /** The Pending log that has been due for longest, of those that {@link #soon} gives. */
  public Optional<Waiting> oldestPending(Instant now) {
    return oldestPending(soon(now, MOST_DUE), now);
  }

  /** The same of these. */
  public Optional<Waiting> oldestPending(List<DueLog> soon, Instant now) {
    return oldest(soon, item -> isPending(item) && !retryAt(item).isAfter(now), DueLogs::retryAt);
  }

  /**
   * The oldest lead whose payload could not be read yet although it is not Pending any more, of up
   * to 10,000: Meta deletes leads after 90 days.
   */
  public Optional<Waiting> oldestUnread(Instant now) {
    return oldest(
        due(now.plus(UNTIL_THE_NEXT_READING), MOST_UNREAD),
        item -> !isPending(item),
        DueLogs::born);
  }

  private Optional<Waiting> oldest(
      List<DueLog> due,
      Predicate<Map<String, AttributeValue>> counts,
      Function<Map<String, AttributeValue>, Instant> since) {
    return items(due)
        .filter(counts)
        .map(item -> new Waiting(new LeadgenId(item.get("leadgenId").s()), since.apply(item)))
        .min(Comparator.comparing(Waiting::since));
  }

  private Stream<Map<String, AttributeValue>> items(List<DueLog> due) {
    return executor
        .each(BoundedExecutor.parts(due, BulkInsert.LOOKED_UP_AT_ONCE), AT_ONCE, this::some)
        .stream()
        .flatMap(List::stream);
  }

  private List<Map<String, AttributeValue>> some(List<DueLog> due) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(due.stream().map(log -> Map.of("leadgenId", s(log.leadgenId().text()))).toList())
            .projectionExpression("leadgenId, #status, retryAt, createdTime, receivedTime")
            .expressionAttributeNames(Map.of("#status", "status"))
            .build();
    return dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .toList();
  }

  private static boolean isPending(Map<String, AttributeValue> item) {
    return Status.PENDING.text().equals(Attributes.text(item, "status"));
  }

  private static Instant retryAt(Map<String, AttributeValue> item) {
    return Optional.ofNullable(Attributes.time(item, "retryAt")).orElseGet(() -> born(item));
  }

  private static Instant born(Map<String, AttributeValue> item) {
    return Optional.ofNullable(Attributes.time(item, "createdTime"))
        .orElseGet(() -> Attributes.time(item, "receivedTime"));
  }
}
