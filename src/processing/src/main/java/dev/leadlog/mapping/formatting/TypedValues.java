package dev.leadlog.mapping.formatting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Parses texts as values of another type with the rules of the formatting functions. An ambiguous
 * value is rejected.
 */
public final class TypedValues {

  /** Parses yes or no in the languages of {@code to_boolean}. */
  public static Optional<Boolean> yesOrNo(String text) {
    return ValueFunctions.yesOrNo(text);
  }

  /** Parses a number with separators and a currency. */
  public static Optional<BigDecimal> number(String text) {
    return NumberText.read(text, null);
  }

  /** Parses a date; the date of a time with an offset is that in UTC. */
  public static Optional<LocalDate> date(String text) {
    return new DateText(null, ZoneOffset.UTC, null).read(text);
  }

  /**
   * Parses a date with time; one with an offset is converted to UTC, a date without time means
   * midnight.
   */
  public static Optional<LocalDateTime> dateTime(String text) {
    return new DateText(null, ZoneOffset.UTC, null)
        .readTime(text)
        .map(ZonedDateTime::toLocalDateTime);
  }

  /** Parses a time of day, such as {@code 18:30} or {@code 6:30 pm}. */
  public static Optional<LocalTime> time(String text) {
    return DateText.timeOfDay(UnicodeText.trimmed(UnicodeText.asciiDigits(text)));
  }

  private TypedValues() {}
}
