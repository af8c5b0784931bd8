package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.lifecycle.LeadMetadata;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Status;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Returns how many leads were created in a period, and their states, by days of a time zone. */
@Singleton
public class Statistics {

  /** If there are more Pending leads, the statistics leave them out. */
  private static final int MOST_PENDING = 10_000;

  private static final int AT_ONCE = 4;

  private final DynamoDbClient dynamodb;
  private final CounterGenerations generations;
  private final DueLogs due;
  private final Jobs jobs;
  private final String table;
  private final Clock clock;
  private final BoundedExecutor executor;

  Statistics(
      DynamoDbClient dynamodb,
      CounterGenerations generations,
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
   * Returns the statistics of a period, as {@link StatsJson} describes them.
   *
   * @param from the beginning of a quarter of an hour, like {@code to}, which is exclusive
   */
  public ObjectNode between(Instant from, Instant to, ZoneId zone) {
    List<Supplier<PeriodTotals>> parts =
        List.of(() -> concluded(from, to, zone), () -> pending(from, to, zone));
    return StatsJson.of(sum(new PeriodTotals(from, to, zone), parts));
  }

  /** Returns the totals of the leads that are not Pending. */
  PeriodTotals concluded(Instant from, Instant to, ZoneId zone) {
    Stream<Supplier<PeriodTotals>> parts =
        partitions(from, to)
            .map(partition -> () -> read(partition, new PeriodTotals(from, to, zone)));
    return sum(new PeriodTotals(from, to, zone), parts.toList());
  }

  private PeriodTotals sum(PeriodTotals all, List<Supplier<PeriodTotals>> parts) {
    executor.each(parts, AT_ONCE, Supplier::get).forEach(all::add);
    return all;
  }

  private PeriodTotals pending(Instant from, Instant to, ZoneId zone) {
    PeriodTotals sums = new PeriodTotals(from, to, zone);
    due.pending(MOST_PENDING)
        .ifPresentOrElse(
            leads -> leads.forEach(lead -> addPending(lead, sums)), sums::leaveOutPending);
    return sums;
  }

  private static void addPending(LeadMetadata lead, PeriodTotals sums) {
    LocalDate day = sums.dayOf(CountedLead.quarter(lead.createdTime(), lead.receivedTime()));
    if (day != null && !lead.test()) {
      sums.add(
          day,
          Status.PENDING,
          lead.source(),
          CountedLead.platform(lead.platform()),
          new LeadCounts(1, 0, 0));
    }
  }

  private Stream<String> partitions(Instant from, Instant to) {
    CounterGenerations.Generations known = generations.read();
    YearMonth last = LogKeys.month(to.minusMillis(1));
    return Stream.iterate(
            LogKeys.month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
        .flatMap(
            month ->
                IntStream.rangeClosed(known.reading(), known.latest())
                    .mapToObj(generation -> HourCounts.partition(generation, month)));
  }

  private PeriodTotals read(String partition, PeriodTotals sums) {
    dynamodb
        .queryPaginator(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :partition AND sk BETWEEN :from AND :to")
                    .expressionAttributeValues(
                        Map.of(
                            ":partition", s(partition),
                            ":from", s(HourCounts.sortKey(sums.from)),
                            ":to", s(HourCounts.sortKey(sums.to)))))
        .items()
        .forEach(item -> HourCounts.read(item, sums));
    return sums;
  }

  /**
   * Starts a job that counts all logs again. The old counts are used until it is done.
   *
   * @param by the caller
   */
  public Job recount(String by) {
    Instant begin = clock.instant().plus(RecountJob.UNTIL_IT_BEGINS);
    return jobs.begin(RecountJob.KIND, RecountJob.request(generations.begin(begin), begin), by);
  }
}
