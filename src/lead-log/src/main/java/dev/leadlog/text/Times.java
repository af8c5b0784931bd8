package dev.leadlog.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Times as they are stored and shown: UTC with exactly three decimals, so that their text sorts as
 * they do.
 */
public final class Times {

  private static final DateTimeFormatter THREE_DECIMALS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Whether the year has four digits: the text of any other does not sort as its time does. */
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
