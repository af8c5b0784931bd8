package dev.leadlog.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Converts the totals of a period to JSON. */
final class StatsJson {

  private static final double FOUR_DECIMALS = 10_000;

  private final PeriodTotals sums;

  private StatsJson(PeriodTotals sums) {
    this.sums = sums;
  }

  static ObjectNode of(PeriodTotals sums) {
    return new StatsJson(sums).json();
  }

  /**
   * Returns {@code total}, {@code byStatus}, {@code byPlatform}, {@code bySource}, {@code byDay}
   * with every day of the period, {@code conversion} = Processed / (Processed + Error + Loss), null
   * if there is none of them, and {@code secondsToProcessed}, the average from created to
   * processed. Pending is null if there are too many to count.
   */
  private ObjectNode json() {
    Map<Status, Long> all = sums.byStatus();
    ObjectNode json =
        Json.object()
            .put("from", Times.text(sums.from))
            .put("to", Times.text(sums.to))
            .put("zone", sums.zone.getId())
            .put("total", total(all));
    json.set("byStatus", byStatus(all));
    ObjectNode byPlatform = json.putObject("byPlatform");
    sums.byPlatform.forEach(
        (platform, leads) -> {
          if (leads != 0) {
            byPlatform.put(platform.isEmpty() ? "unknown" : platform, leads);
          }
        });
    ObjectNode bySource = json.putObject("bySource");
    for (Source source : Source.values()) {
      bySource.put(source.text(), sums.bySource.getOrDefault(source, 0L));
    }
    json.set("byDay", byDay());
    json.put("conversion", conversion(all));
    json.set("secondsToProcessed", secondsToProcessed());
    return json;
  }

  private ObjectNode byStatus(Map<Status, Long> leads) {
    ObjectNode json = Json.object();
    for (Status status : Status.values()) {
      json.put(status.text(), of(leads, status));
    }
    return sums.withoutPending() ? json.putNull(Status.PENDING.text()) : json;
  }

  private ArrayNode byDay() {
    ArrayNode json = Json.object().putArray("days");
    day(sums.from)
        .datesUntil(day(sums.to.minusMillis(1)).plusDays(1))
        .forEach(day -> json.add(ofDay(day, sums.of(day))));
    return json;
  }

  private ObjectNode ofDay(LocalDate day, Map<Status, Long> leads) {
    ObjectNode json = Json.object().put("day", day.toString()).put("total", total(leads));
    json.set("byStatus", byStatus(leads));
    return json.put("conversion", conversion(leads));
  }

  private ObjectNode secondsToProcessed() {
    long timed = sums.timed();
    return Json.object()
        .put("leads", timed)
        .put("average", timed == 0 ? null : Math.round(10.0 * sums.seconds() / timed) / 10.0);
  }

  private static Double conversion(Map<Status, Long> leads) {
    long processed = of(leads, Status.PROCESSED);
    long ended = processed + of(leads, Status.ERROR) + of(leads, Status.LOSS);
    return ended == 0 ? null : Math.round(FOUR_DECIMALS * processed / ended) / FOUR_DECIMALS;
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, sums.zone);
  }

  private static long of(Map<Status, Long> leads, Status status) {
    return leads.getOrDefault(status, 0L);
  }

  private static long total(Map<Status, Long> leads) {
    return leads.values().stream().mapToLong(Long::longValue).sum();
  }
}
