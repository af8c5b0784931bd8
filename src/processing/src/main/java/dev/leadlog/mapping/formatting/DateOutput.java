package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.steps.Argument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The arguments that functions about dates have in common. */
final class DateOutput {

  /** How a date is written; the names of months and days are English. */
  static final Argument<DateTimeFormatter> OUTPUT =
      Argument.of(
              "output",
              "a pattern of y, M, d and E, as dd/MM/yyyy: years are yyyy and days dd, in small"
                  + " letters",
              DateOutput::pattern)
          .otherwise(DateTimeFormatter.ISO_LOCAL_DATE);

  /** Where the day begins. */
  static final Argument<ZoneId> ZONE =
      Argument.of("zone", "a time zone, as Europe/Berlin or UTC", DateOutput::zone)
          .otherwise(ZoneOffset.UTC);

  private static final LocalDate SOME_DATE = LocalDate.of(1987, 4, 19);
  private static final int LONGEST = 40;

  /** Y is the year of the week, and D the day of the year: nobody means those. */
  private static Optional<DateTimeFormatter> pattern(JsonNode value) {
    String pattern = value.asText();
    String letters = pattern.replaceAll("'[^']*'", "").replaceAll("[^a-zA-Z]", "");
    if (!value.isTextual() || pattern.length() > LONGEST || !letters.matches("[yMdE]+")) {
      return Optional.empty();
    }
    try {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      formatter.format(SOME_DATE);
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

  private DateOutput() {}
}
