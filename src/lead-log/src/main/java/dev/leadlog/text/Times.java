package dev.leadlog.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Formats times as they are stored and shown: UTC with exactly three decimals, so that the texts
 * sort in the order of the times.
 */
public final class Times {

  private static final DateTimeFormatter THREE_DECIMALS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Whether the year has four digits; the texts of other times do not sort correctly. */
  public static boolean isUsable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  public static String text(Instant time) {
    return THREE_DECIMALS.format(time);
  }

  public static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private Times() {}
}
