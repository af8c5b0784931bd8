package dev.leadlog.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Parses the times in files: {@code 2026-02-28T08:49:14+0000}, the same with a colon in its offset,
 * with Z or with a space; without an offset in UTC; a date, which means its beginning in UTC; and
 * seconds (or milliseconds) since 1970.
 */
final class TimestampParser {

  static final String FORMATS =
      "a time such as 2026-02-28T08:49:14+0000, 2026-02-28 08:49:14 (UTC), 2026-02-28 or 1772268554";

  /** A longer text is rejected before the pattern is matched, which would take long. */
  private static final int LONGEST = 64;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  /** Returns the time; empty if the text has another format. */
  static Optional<Instant> of(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      if (text.matches("[0-9]{9,10}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return text.matches("[0-9]{13}")
          ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
          : Optional.of(instant(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    String oneGap = text.replaceFirst("^(\\S+) +([0-9])", "$1T$2").replaceFirst(" +([+-]|Z)", "$1");
    TemporalAccessor parsed =
        TIME.parseBest(oneGap, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return parsed instanceof LocalDateTime time
        ? time.toInstant(ZoneOffset.UTC)
        : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private TimestampParser() {}
}
