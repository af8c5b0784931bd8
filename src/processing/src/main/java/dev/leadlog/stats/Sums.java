package dev.leadlog.stats;

import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of a time, summed as they are read: a number for each day and status, and sums by
 * platform and source.
 */
final class Sums {

  private final Instant from;
  private final Instant to;
  private final ZoneId zone;
  private final Map<LocalDate, Map<Status, Long>> byDay = new TreeMap<>();
  private final Map<String, Long> byPlatform = new TreeMap<>();
  private final Map<Source, Long> bySource = new EnumMap<>(Source.class);
  private long timed;
  private long seconds;

  /**
   * @param from the beginning of a quarter of an hour, as is {@code to}, which is excluded
   * @param zone of the days
   */
  Sums(Instant from, Instant to, ZoneId zone) {
    this.from = from;
    this.to = to;
    this.zone = zone;
  }

  /** Takes the numbers of an hour, whose quarters may belong to two days. */
  Hour hour(Instant[] quarters) {
    return new Hour(quarters);
  }

  final class Hour {

    private final LocalDate[] days;

    private Hour(Instant[] quarters) {
      this.days = new LocalDate[quarters.length];
      for (int i = 0; i < quarters.length; i++) {
        boolean counts = !quarters[i].isBefore(from) && quarters[i].isBefore(to);
        days[i] = counts ? LocalDate.ofInstant(quarters[i], zone) : null;
      }
    }

    void add(char what, int quarter, Status status, Source source, String platform, long number) {
      if (days[quarter] == null) {
        return;
      }
      switch (what) {
        case HourCounts.TIMED -> timed += number;
        case HourCounts.SECONDS -> seconds += number;
        default -> leads(days[quarter], status, source, platform, number);
      }
    }
  }

  private void leads(LocalDate day, Status status, Source source, String platform, long number) {
    byDay.computeIfAbsent(day, d -> new EnumMap<>(Status.class)).merge(status, number, Long::sum);
    byPlatform.merge(platform, number, Long::sum);
    bySource.merge(source, number, Long::sum);
  }

  /** Takes one lead. */
  void add(Instant quarter, Status status, Source source, String platform) {
    hour(new Instant[] {quarter}).add(HourCounts.LEADS, 0, status, source, platform, 1);
  }

  void add(Sums other) {
    other.byDay.forEach(
        (day, statuses) ->
            statuses.forEach(
                (status, number) ->
                    byDay
                        .computeIfAbsent(day, d -> new EnumMap<>(Status.class))
                        .merge(status, number, Long::sum)));
    other.byPlatform.forEach((platform, number) -> byPlatform.merge(platform, number, Long::sum));
    other.bySource.forEach((source, number) -> bySource.merge(source, number, Long::sum));
    timed += other.timed;
    seconds += other.seconds;
  }

  Map<Status, Long> of(LocalDate day) {
    return byDay.getOrDefault(day, Map.of());
  }

  Map<Status, Long> byStatus() {
    Map<Status, Long> all = new EnumMap<>(Status.class);
    byDay.values().forEach(day -> day.forEach((status, n) -> all.merge(status, n, Long::sum)));
    return all;
  }

  Map<String, Long> byPlatform() {
    return byPlatform;
  }

  Map<Source, Long> bySource() {
    return bySource;
  }

  long timed() {
    return timed;
  }

  long seconds() {
    return seconds;
  }

  Sums empty() {
    return new Sums(from, to, zone);
  }
}
