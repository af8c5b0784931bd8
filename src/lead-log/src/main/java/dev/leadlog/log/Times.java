package dev.leadlog.log;

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

  public static String text(Instant time) {
    return THREE_DECIMALS.format(time);
  }

  static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private Times() {}
}
