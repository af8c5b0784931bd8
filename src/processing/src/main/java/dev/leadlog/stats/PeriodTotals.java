package dev.leadlog.stats;

import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The totals of a period: by day and status, by platform and by source. */
final class PeriodTotals {

  final Instant from;
  final Instant to;
  final ZoneId zone;
  final Map<String, Long> byPlatform = new TreeMap<>();
  final Map<Source, Long> bySource = new EnumMap<>(Source.class);
  private final Map<LocalDate, Map<Status, Long>> byDay = new TreeMap<>();
  private long timed;
  private long seconds;
  private boolean withoutPending;

  /**
   * @param from the beginning of a quarter of an hour, like {@code to}, which is exclusive
   * @param zone the time zone of the days
   */
  PeriodTotals(Instant from, Instant to, ZoneId zone) {
    this.from = from;
    this.to = to;
    this.zone = zone;
  }

  /** Returns the day of a quarter of an hour; null outside of the period. */
  LocalDate dayOf(Instant quarter) {
    return quarter.isBefore(from) || !quarter.isBefore(to)
        ? null
        : LocalDate.ofInstant(quarter, zone);
  }

  void add(LocalDate day, Status status, Source source, String platform, LeadCounts counts) {
    add(day, status, counts.leads());
    byPlatform.merge(platform, counts.leads(), Long::sum);
    bySource.merge(source, counts.leads(), Long::sum);
    timed += counts.timed();
    seconds += counts.seconds();
  }

  private void add(LocalDate day, Status status, long leads) {
    byDay.computeIfAbsent(day, d -> new EnumMap<>(Status.class)).merge(status, leads, Long::sum);
  }

  void add(PeriodTotals other) {
    other.byDay.forEach(
        (day, statuses) -> statuses.forEach((status, leads) -> add(day, status, leads)));
    other.byPlatform.forEach((platform, leads) -> byPlatform.merge(platform, leads, Long::sum));
    other.bySource.forEach((source, leads) -> bySource.merge(source, leads, Long::sum));
    timed += other.timed;
    seconds += other.seconds;
    withoutPending |= other.withoutPending;
  }

  /** Leaves out the Pending leads, because there are too many to count. */
  void leaveOutPending() {
    withoutPending = true;
  }

  boolean withoutPending() {
    return withoutPending;
  }

  Map<Status, Long> of(LocalDate day) {
    return byDay.getOrDefault(day, Map.of());
  }

  Map<Status, Long> byStatus() {
    Map<Status, Long> all = new EnumMap<>(Status.class);
    byDay.values().forEach(day -> day.forEach((status, n) -> all.merge(status, n, Long::sum)));
    return all;
  }

  long timed() {
    return timed;
  }

  long seconds() {
    return seconds;
  }
}
