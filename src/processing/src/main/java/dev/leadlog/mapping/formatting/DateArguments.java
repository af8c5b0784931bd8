package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.steps.Argument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The arguments that the date functions share. */
final class DateArguments {

  private static final String DATE_AND_TIME = "yyyy-MM-dd HH:mm:ss";

  /** The output pattern of a date; names of months and days are English. */
  static final Argument<DateTimeFormatter> OUTPUT =
      Argument.of(
              "output",
              "a pattern of y, M, d and E such as dd/MM/yyyy; years are yyyy and days dd,"
                  + " in lower case",
              value -> pattern(value, "[yMdE]+"))
          .otherwise(DateTimeFormatter.ISO_LOCAL_DATE, "yyyy-MM-dd")
          .described("The pattern of the date.", "dd/MM/yyyy");

  /** The output pattern of a date with time. */
  static final Argument<DateTimeFormatter> WITH_TIME =
      Argument.of(
              "output",
              "a pattern of y, M, d, E, H, h, m, s, S, a and X such as " + DATE_AND_TIME,
              value -> pattern(value, "[yMdEHhmsSaX]+"))
          .otherwise(DateTimeFormatter.ofPattern(DATE_AND_TIME, Locale.ENGLISH), DATE_AND_TIME)
          .described("The pattern of the date and its time.", "dd/MM/yyyy HH:mm");

  /** The time zone of the day. */
  static final Argument<ZoneId> ZONE =
      Argument.of("zone", "a time zone such as Europe/Berlin or UTC", DateArguments::zone)
          .otherwise(ZoneOffset.UTC, "UTC")
          .described("The time zone of the day.", "Asia/Kolkata");

  private static final ZonedDateTime SOME_TIME =
      LocalDate.of(1987, 4, 19).atStartOfDay(ZoneOffset.UTC);
  private static final int LONGEST = 40;

  /**
   * Y is the week-based year, and D the day of the year; both are rejected, because they are
   * usually mistakes.
   */
  private static Optional<DateTimeFormatter> pattern(JsonNode value, String known) {
    String pattern = value.asText();
    String letters = pattern.replaceAll("'[^']*'", "").replaceAll("[^a-zA-Z]", "");
    if (!value.isTextual() || pattern.length() > LONGEST || !letters.matches(known)) {
      return Optional.empty();
    }
    try {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      formatter.format(SOME_TIME);
      return Optional.of(formatter);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(ZoneId.of(value.asText())) : Optional.empty();
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private DateArguments() {}
}
