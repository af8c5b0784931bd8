package dev.leadlog.mapping.formatting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Reads texts as values of another type, as the formatting functions do. What could be two values
 * is none.
 */
public final class TypedValues {

  /** Yes or no in the languages of {@code to_boolean}. */
  public static Optional<Boolean> yesOrNo(String text) {
    return ValueFunctions.yesOrNo(text);
  }

  /** A number without its separators and its currency. */
  public static Optional<BigDecimal> number(String text) {
    return NumberText.read(text, null);
  }

  /** A date; the day of a time with an offset is that of UTC. */
  public static Optional<LocalDate> date(String text) {
    return new DateText(null, ZoneOffset.UTC, null).read(text);
  }

  /** A date with its time; one with an offset in UTC, one without a time at midnight. */
  public static Optional<LocalDateTime> dateTime(String text) {
    return new DateText(null, ZoneOffset.UTC, null)
        .readTime(text)
        .map(ZonedDateTime::toLocalDateTime);
  }

  /** A time of day, as {@code 18:30} or {@code 6:30 pm}. */
  public static Optional<LocalTime> time(String text) {
    return DateText.timeOfDay(UnicodeText.trimmed(UnicodeText.asciiDigits(text)));
  }

  private TypedValues() {}
}
