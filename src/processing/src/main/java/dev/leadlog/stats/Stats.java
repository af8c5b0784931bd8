package dev.leadlog.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadCount;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The numbers of a time.
 *
 * @param zone of the days
 * @param counts all of that time
 * @param withPending whether the Pending ones are among them
 */
public record Stats(
    Instant from, Instant to, ZoneId zone, List<LeadCount> counts, boolean withPending) {

  private static final double FOUR_DECIMALS = 10_000;

  /**
   * As the API shows it: {@code total}, {@code byStatus}, {@code byPlatform}, {@code bySource},
   * {@code byDay} with every day of the time, {@code conversion} = Processed / (Processed + Error +
   * Loss), null where there is none of them, and {@code secondsToProcessed}, the average from
   * created to processed. Pending is null where there are too many to count.
   */
  public ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("from", Times.text(from))
            .put("to", Times.text(to))
            .put("zone", zone.getId())
            .put("total", leads(counts));
    json.set("byStatus", byStatus(counts));
    json.set("byPlatform", named(sums(count -> platform(count.platform()))));
    json.set("bySource", bySource());
    json.set("byDay", byDay());
    json.put("conversion", conversion(counts));
    json.set("secondsToProcessed", secondsToProcessed());
    return json;
  }

  private ObjectNode byStatus(List<LeadCount> some) {
    ObjectNode json = Json.object();
    for (Status status : Status.values()) {
      json.put(status.text(), of(some, status));
    }
    return withPending ? json : json.putNull(Status.PENDING.text());
  }

  private ObjectNode bySource() {
    Map<String, Long> sums = sums(count -> count.source().text());
    for (Source source : Source.values()) {
      sums.putIfAbsent(source.text(), 0L);
    }
    return named(sums);
  }

  private ArrayNode byDay() {
    Map<LocalDate, List<LeadCount>> days =
        counts.stream().collect(Collectors.groupingBy(count -> day(count.quarter())));
    ArrayNode json = Json.object().putArray("days");
    day(from)
        .datesUntil(day(to.minusMillis(1)).plusDays(1))
        .forEach(day -> json.add(ofDay(day, days.getOrDefault(day, List.of()))));
    return json;
  }

  private ObjectNode ofDay(LocalDate day, List<LeadCount> some) {
    ObjectNode json = Json.object().put("day", day.toString()).put("total", leads(some));
    json.set("byStatus", byStatus(some));
    return json.put("conversion", conversion(some));
  }

  private ObjectNode secondsToProcessed() {
    long timed = counts.stream().mapToLong(LeadCount::timed).sum();
    long seconds = counts.stream().mapToLong(LeadCount::seconds).sum();
    return Json.object()
        .put("leads", timed)
        .put("average", timed == 0 ? null : Math.round(10.0 * seconds / timed) / 10.0);
  }

  private static Double conversion(List<LeadCount> some) {
    long processed = of(some, Status.PROCESSED);
    long ended = processed + of(some, Status.ERROR) + of(some, Status.LOSS);
    return ended == 0 ? null : Math.round(FOUR_DECIMALS * processed / ended) / FOUR_DECIMALS;
  }

  private Map<String, Long> sums(Function<LeadCount, String> name) {
    return counts.stream()
        .collect(
            Collectors.groupingBy(name, TreeMap::new, Collectors.summingLong(LeadCount::leads)));
  }

  private static ObjectNode named(Map<String, Long> sums) {
    ObjectNode json = Json.object();
    sums.forEach(json::put);
    return json;
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** Meta says it with the lead, so one that could not be read has none. */
  private static String platform(String platform) {
    return platform.isEmpty() ? "unknown" : platform;
  }

  private static long of(List<LeadCount> some, Status status) {
    return leads(some.stream().filter(count -> count.status() == status).toList());
  }

  private static long leads(List<LeadCount> some) {
    return some.stream().mapToLong(LeadCount::leads).sum();
  }
}
