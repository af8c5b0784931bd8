package dev.leadlog.operations;

import dev.leadlog.listing.LeadLogFilters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The time that numbers are asked for. Leads are counted by quarters of an hour, so it begins and
 * ends with one.
 */
record StatsParameters(Instant from, Instant to, ZoneId zone, List<String> mistakes) {

  private static final Set<String> NAMES = new TreeSet<>(List.of("from", "to", "zone"));
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 400;
  private static final long QUARTER = 15 * 60;

  static StatsParameters read(Map<String, String> given, Instant now) {
    List<String> mistakes = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .forEach(
            name ->
                mistakes.add(name + ": is not a parameter; known are " + String.join(", ", NAMES)));
    ZoneId zone =
        LeadLogFilters.one(
                given, "zone", StatsParameters::zone, "a zone as Europe/Berlin", mistakes)
            .orElse(UTC);
    Instant to = time(given, "to", zone, mistakes).orElse(now);
    Instant from =
        time(given, "from", zone, mistakes)
            .orElseGet(
                () ->
                    LocalDate.ofInstant(to, zone)
                        .minusDays(USUAL_DAYS - 1L)
                        .atStartOfDay(zone)
                        .toInstant());
    if (!from.isBefore(to)) {
      mistakes.add("from: must be before to");
    } else if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      mistakes.add("from: is more than " + MOST_DAYS + " days before to; ask for less at a time");
    }
    return new StatsParameters(floor(from), floor(to.plusSeconds(QUARTER - 1)), zone, mistakes);
  }

  private static Instant floor(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond() / QUARTER * QUARTER);
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(
      Map<String, String> given, String name, ZoneId zone, List<String> mistakes) {
    return LeadLogFilters.one(
        given,
        name,
        text -> LeadLogFilters.instant(text, zone),
        "a day of the zone as 2026-02-28, or a time as 2026-02-28T08:49:14Z",
        mistakes);
  }
}
