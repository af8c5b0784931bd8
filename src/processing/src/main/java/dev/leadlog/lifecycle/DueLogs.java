package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Finds the logs that are due: Pending ones, and final ones whose payload is still unread or that
 * have a notice to send. Each kind has its own index partitions, so that unread payloads and
 * notices do not delay or hide a Pending log.
 */
@Singleton
public class DueLogs {

  /**
   * A log that waits.
   *
   * @param since when it was due; for an unread payload, when the person submitted the form
   */
  public record WaitingLog(LeadgenId leadgenId, Instant since) {}

  /** The kinds of logs that a sweep enqueues. */
  public enum DueKind {
    PENDING("pending#", LogKeys.PENDING_SHARDS),
    UNREAD("unread#", LogKeys.UNREAD_SHARDS),
    NOTICE("notice#", LogKeys.NOTICE_SHARDS);

    private final List<String> partitions;

    DueKind(String prefix, int shards) {
      this.partitions = IntStream.range(0, shards).mapToObj(shard -> prefix + shard).toList();
    }
  }

  /**
   * The sweep postpones the due time of an enqueued log by this time. If the message is lost too,
   * the log is enqueued again then.
   */
  public static final Duration MOVED_BY_THE_SWEEP = Duration.ofMinutes(10);

  private static final int MOST_DUE = 1_000;
  private static final int MOST_UNREAD = 10_000;

  /** Keys that {@code BatchGetItem} takes. */
  private static final int KEYS_A_CALL = 100;

  private static final int AT_ONCE = 16;

  private static final Instant ANY_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  private final DynamoDbClient dynamodb;
  private final String table;
  private final BoundedExecutor executor;

  DueLogs(DynamoDbClient dynamodb, LeadlogSettings settings, BoundedExecutor executor) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
    this.executor = executor;
  }

  /**
   * Returns the logs of a kind that are due at a time, up to the limit, the longest waiting first.
   */
  public List<DueLog> due(DueKind kind, Instant by, int limit) {
    int aShard = Math.max(1, limit / kind.partitions.size());
    return executor
        .each(kind.partitions, AT_ONCE, partition -> dueIn(partition, by, aShard))
        .stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(DueLog::dueAt))
        .limit(limit)
        .toList();
  }

  private List<DueLog> dueIn(String partition, Instant by, int limit) {
    return dynamodb
        .queryPaginator(
            r ->
                r.tableName(table)
                    .indexName(LogKeys.DUE)
                    .keyConditionExpression("#shard = :shard AND #at <= :by")
                    .expressionAttributeNames(
                        Map.of("#shard", LogKeys.DUE_SHARD, "#at", LogKeys.DUE_AT))
                    .expressionAttributeValues(Map.of(":shard", s(partition), ":by", time(by)))
                    .limit(limit))
        .items()
        .stream()
        .limit(limit)
        .map(
            item ->
                new DueLog(
                    new LeadgenId(Attributes.text(item, "leadgenId")),
                    Attributes.time(item, LogKeys.DUE_AT)))
        .toList();
  }

  /**
   * Returns the Pending logs that are due or were just enqueued by a sweep, up to 1,000 or the
   * limit, the longest waiting first.
   */
  public List<DueLog> pendingSoon(Instant now, int limit) {
    return due(DueKind.PENDING, now.plus(MOVED_BY_THE_SWEEP), Math.max(limit, MOST_DUE));
  }

  /**
   * Returns the Pending log that has been due for the longest time.
   *
   * @param soon the logs of {@link #pendingSoon}
   */
  public Optional<WaitingLog> oldestPending(List<DueLog> soon, Instant now) {
    return items(ids(soon), "retryAt", "createdTime", "receivedTime").stream()
        .map(item -> waiting(item, DueLogs::retryAt))
        .filter(waiting -> !waiting.since().isAfter(now))
        .min(Comparator.comparing(WaitingLog::since));
  }

  /**
   * Returns the oldest of up to 10,000 leads with a final status and an unread payload. Meta
   * deletes leads after 90 days.
   */
  public Optional<WaitingLog> oldestUnread() {
    return items(ids(due(DueKind.UNREAD, ANY_TIME, MOST_UNREAD)), "createdTime", "receivedTime")
        .stream()
        .map(item -> waiting(item, DueLogs::createdAt))
        .min(Comparator.comparing(WaitingLog::since));
  }

  /**
   * Returns the unread logs of a page among up to 10,000 of all pages, regardless of their due
   * time.
   */
  public List<DueLog> unreadOf(PageId page) {
    Map<String, DueLog> unread = new HashMap<>();
    due(DueKind.UNREAD, ANY_TIME, MOST_UNREAD)
        .forEach(log -> unread.put(log.leadgenId().text(), log));
    return items(List.copyOf(unread.keySet()), "pageId").stream()
        .filter(item -> page.text().equals(Attributes.text(item, "pageId")))
        .map(item -> unread.get(Attributes.text(item, "leadgenId")))
        .toList();
  }

  /**
   * Returns the Pending logs, regardless of their due time.
   *
   * @param most the maximum number
   * @return empty if there are more
   */
  public Optional<List<LeadMetadata>> pending(int most) {
    List<DueLog> all =
        due(DueKind.PENDING, ANY_TIME, DueKind.PENDING.partitions.size() * (most + 1));
    if (all.size() > most) {
      return Optional.empty();
    }
    return Optional.of(
        items(ids(all), "status", "source", "platform", "test", "createdTime", "receivedTime")
            .stream()
            .map(LeadLogItem::read)
            .map(LeadLog::metadata)
            .toList());
  }

  private static List<String> ids(List<DueLog> logs) {
    return logs.stream().map(log -> log.leadgenId().text()).toList();
  }

  private List<Map<String, AttributeValue>> items(List<String> ids, String... attributes) {
    return executor
        .each(BoundedExecutor.parts(ids, KEYS_A_CALL), AT_ONCE, some -> someItems(some, attributes))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Map<String, AttributeValue>> someItems(List<String> ids, String... attributes) {
    Placeholders names = new Placeholders();
    String projection =
        Stream.concat(Stream.of("leadgenId"), Stream.of(attributes))
            .map(names::name)
            .collect(Collectors.joining(", "));
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(id -> Map.of("leadgenId", s(id))).toList())
            .projectionExpression(projection)
            .expressionAttributeNames(names.names())
            .build();
    return dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .toList();
  }

  private static WaitingLog waiting(
      Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, Instant> since) {
    return new WaitingLog(new LeadgenId(Attributes.text(item, "leadgenId")), since.apply(item));
  }

  private static Instant retryAt(Map<String, AttributeValue> item) {
    return Optional.ofNullable(Attributes.time(item, "retryAt")).orElseGet(() -> createdAt(item));
  }

  private static Instant createdAt(Map<String, AttributeValue> item) {
    return Optional.ofNullable(Attributes.time(item, "createdTime"))
        .orElseGet(() -> Attributes.time(item, "receivedTime"));
  }
}
