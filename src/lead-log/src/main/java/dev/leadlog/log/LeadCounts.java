package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** How many leads there are of each kind. Changes of a log keep it, reading scans nothing. */
@Singleton
public class LeadCounts {

  /** How long a rebuild waits before its first log: every instance counts into it then. */
  public static final Duration UNTIL_ALL_KNOW = CounterGenerations.BELIEVED_FOR.plusSeconds(30);

  private static final int AT_ONCE = 16;

  private final DynamoDbClient dynamodb;
  private final LeadLogs logs;
  private final CountedWrites writes;
  private final CounterGenerations generations;
  private final LeadlogSettings.Tables tables;
  private final BoundedExecutor executor;

  LeadCounts(
      DynamoDbClient dynamodb,
      LeadLogs logs,
      CountedWrites writes,
      CounterGenerations generations,
      LeadlogSettings settings,
      BoundedExecutor executor) {
    this.executor = executor;
    this.dynamodb = dynamodb;
    this.logs = logs;
    this.writes = writes;
    this.generations = generations;
    this.tables = settings.tables();
  }

  /**
   * The leads that were created in a time and are not Pending.
   *
   * @param from the beginning of a quarter of an hour, as is {@code to}, which is excluded
   */
  public List<LeadCount> between(Instant from, Instant to) {
    int least = generations.read().reading();
    List<LocalDate> days =
        Times.day(from).datesUntil(Times.day(to.minusMillis(1)).plusDays(1)).toList();
    Counters.Sums sums = new Counters.Sums();
    executor
        .each(days, AT_ONCE, this::items)
        .forEach(day -> day.forEach(item -> Counters.read(item, least, sums)));
    return sums.counts().stream()
        .filter(count -> !count.quarter().isBefore(from) && count.quarter().isBefore(to))
        .filter(count -> count.leads() != 0)
        .toList();
  }

  private List<Map<String, AttributeValue>> items(LocalDate day) {
    return dynamodb
        .queryPaginator(
            r ->
                r.tableName(tables.bookkeeping())
                    .keyConditionExpression("pk = :day")
                    .expressionAttributeValues(Map.of(":day", s("stat#" + day))))
        .items()
        .stream()
        .toList();
  }

  /**
   * The Pending leads, one by one, tests left out. They are found by the index of what is due,
   * which holds every one of them and little else.
   *
   * @param most how many entries of it are looked up
   * @return nothing when there are more
   */
  public Optional<List<LeadCount>> pending(int most) {
    List<String> ids =
        executor
            .each(
                IntStream.range(0, Keys.DUE_SHARDS).boxed().toList(), AT_ONCE, s -> dueIn(s, most))
            .stream()
            .flatMap(List::stream)
            .toList();
    if (ids.size() > most) {
      return Optional.empty();
    }
    return Optional.of(
        executor
            .each(BoundedExecutor.parts(ids, BulkInsert.LOOKED_UP_AT_ONCE), AT_ONCE, this::lookUp)
            .stream()
            .flatMap(List::stream)
            .filter(log -> log.status() == Status.PENDING && !log.test())
            .map(LeadCounts::one)
            .toList());
  }

  private static LeadCount one(LeadLog log) {
    return new LeadCount(
        Counted.quarter(log), Status.PENDING, log.source(), Counted.platform(log), 1, 0, 0);
  }

  private List<String> dueIn(int shard, int most) {
    return dynamodb
        .queryPaginator(
            r ->
                r.tableName(tables.leadLogs())
                    .indexName(Keys.DUE)
                    .keyConditionExpression("#shard = :shard")
                    .expressionAttributeNames(Map.of("#shard", Keys.DUE_SHARD))
                    .expressionAttributeValues(Map.of(":shard", n(shard))))
        .items()
        .stream()
        .limit(most + 1L)
        .map(item -> text(item, "leadgenId"))
        .toList();
  }

  private List<LeadLog> lookUp(List<String> ids) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(id -> Map.of("leadgenId", s(id))).toList())
            .projectionExpression(
                "leadgenId, #status, #source, platform, test, createdTime, receivedTime")
            .expressionAttributeNames(Map.of("#status", "status", "#source", "source"))
            .build();
    return dynamodb
        .batchGetItemPaginator(r -> r.requestItems(Map.of(tables.leadLogs(), keys)))
        .stream()
        .flatMap(page -> page.responses().getOrDefault(tables.leadLogs(), List.of()).stream())
        .map(LeadLogItem::read)
        .toList();
  }

  /**
   * Begins to count anew. Until {@link #rebuilt}, what was counted before still counts.
   *
   * @return the generation that logs are counted into from now on, within {@link #UNTIL_ALL_KNOW}
   */
  public int beginRebuild() {
    return generations.begin();
  }

  /** Counts a log into a generation, unless it stands there; again, it does nothing. */
  public void recount(LeadgenId id, int generation) {
    logs.find(id)
        .filter(
            log -> log.counted() == null || Counted.read(log.counted()).generation() < generation)
        .ifPresent(log -> recount(log, generation));
  }

  /** A log that changes meanwhile is counted by who changes it. */
  private void recount(LeadLog log, int generation) {
    Counted counted =
        Counted.of(log, log.status(), log.test(), isByProcessor(log), log.changedAt(), generation);
    ItemUpdate update =
        new ItemUpdate()
            .onlyIf("status", "=", s(log.status().text()))
            .onlyIf("claims", "=", n(log.claims()));
    if (log.counted() != null || counted != null) {
      writes.write(log, update, counted);
    }
  }

  private static boolean isByProcessor(LeadLog log) {
    return log.reason() != Reason.MARKED_PROCESSED;
  }

  /** Every log has been counted into it. */
  public void rebuilt(int generation) {
    generations.end(generation);
  }
}
