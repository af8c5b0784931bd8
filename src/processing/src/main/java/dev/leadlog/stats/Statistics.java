package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.lifecycle.LeadMetadata;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Status;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Answers how many leads were created in a time, and what became of them, for the days of a zone.
 */
@Singleton
public class Statistics {

  /** With more Pending leads the statistics leave them out. */
  private static final int MOST_PENDING = 10_000;

  private static final int AT_ONCE = 4;

  private final DynamoDbClient dynamodb;
  private final Generations generations;
  private final DueLogs due;
  private final Jobs jobs;
  private final String table;
  private final Clock clock;
  private final BoundedExecutor executor;

  Statistics(
      DynamoDbClient dynamodb,
      Generations generations,
      DueLogs due,
      Jobs jobs,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.dynamodb = dynamodb;
    this.generations = generations;
    this.due = due;
    this.jobs = jobs;
    this.table = settings.tables().bookkeeping();
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * @param from the beginning of a quarter of an hour, as is {@code to}, which is excluded
   */
  public Stats between(Instant from, Instant to, ZoneId zone) {
    Sums sums = concluded(from, to, zone);
    Optional<List<LeadMetadata>> pending = due.pending(MOST_PENDING);
    pending.orElse(List.of()).stream()
        .filter(lead -> !lead.test())
        .forEach(
            lead ->
                sums.add(
                    CountedLead.quarter(lead.createdTime(), lead.receivedTime()),
                    Status.PENDING,
                    lead.source(),
                    CountedLead.platform(lead.platform())));
    return new Stats(from, to, zone, sums, pending.isPresent());
  }

  /** The leads that are not Pending. */
  Sums concluded(Instant from, Instant to, ZoneId zone) {
    Sums sums = new Sums(from, to, zone);
    executor
        .each(partitions(from, to), AT_ONCE, partition -> read(partition, from, to, sums.empty()))
        .forEach(sums::add);
    return sums;
  }

  private List<String> partitions(Instant from, Instant to) {
    Generations.Known known = generations.read();
    YearMonth last = LogKeys.month(to.minusMillis(1));
    return Stream.iterate(
            LogKeys.month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
        .flatMap(
            month ->
                IntStream.rangeClosed(known.reading(), known.latest())
                    .mapToObj(generation -> HourCounts.partition(generation, month)))
        .toList();
  }

  private Sums read(String partition, Instant from, Instant to, Sums sums) {
    dynamodb
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :partition AND sk BETWEEN :from AND :to")
                    .expressionAttributeValues(
                        Map.of(
                            ":partition", s(partition),
                            ":from", s(HourCounts.sortKey(from)),
                            ":to", s(HourCounts.sortKey(to)))))
        .items()
        .forEach(item -> HourCounts.read(item, sums));
    return sums;
  }

  /**
   * Counts every log anew, as a job. Until it is done, the old numbers hold.
   *
   * @param by who asks
   */
  public Job recount(String by) {
    Instant begin = clock.instant().plus(RecountWork.UNTIL_IT_BEGINS);
    return jobs.begin(RecountWork.KIND, RecountWork.request(generations.begin(begin), begin), by);
  }
}
