package dev.leadlog.operations;

import dev.leadlog.document.StrictReader;
import dev.leadlog.listing.LeadLogFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The period of the statistics. It begins and ends with a quarter of an hour, because leads are
 * counted by quarters.
 */
record StatsParameters(Instant from, Instant to, ZoneId zone) {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 400;
  private static final long QUARTER = 15 * 60;

  static StatsParameters read(StrictReader given, Instant now) {
    given.knowing("from", "to", "zone");
    ZoneId zone =
        given.value("zone", "a time zone such as Europe/Berlin", StatsParameters::zone).orElse(UTC);
    Instant to = LeadLogFilter.time(given, "to", zone).orElse(now);
    Instant from =
        LeadLogFilter.time(given, "from", zone)
            .orElseGet(
                () ->
                    LocalDate.ofInstant(to, zone)
                        .minusDays(USUAL_DAYS - 1L)
                        .atStartOfDay(zone)
                        .toInstant());
    if (!from.isBefore(to)) {
      given.mistake("from", "must be before to");
    } else if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      given.mistake(
          "from", "is more than " + MOST_DAYS + " days before to; request a shorter period");
    }
    return new StatsParameters(floor(from), floor(to.plusSeconds(QUARTER - 1)), zone);
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
}
