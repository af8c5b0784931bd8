package dev.leadlog.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How a log stands in the counters. The log keeps it, so that a later change takes out exactly what
 * was put in, whatever else of the log has changed since.
 *
 * @param generation of the counters; rebuilding them begins another
 * @param quarter the quarter of an hour in which Meta created the lead, else in which it was
 *     received: every zone's days begin with one
 * @param platform empty where it is not known
 * @param seconds from created to processed; null where the processor did not process it, or {@link
 *     LeadLog#onItsWay} does not say
 */
record Counted(
    int generation, Instant quarter, Status status, Source source, Long seconds, String platform) {

  private static final int QUARTER = 15 * 60;
  private static final int LONGEST_PLATFORM = 40;

  /**
   * How a log is counted that goes over to a status; null where it is not: a test is none of the
   * business, what is malformed is no lead, and Pending ones are counted where they wait.
   *
   * @param test whether it is known by now as one
   */
  static Counted of(
      LeadLog log, Status to, boolean test, boolean byProcessor, Instant now, int generation) {
    if (to == Status.PENDING || test || log.leadgenId().isMalformed()) {
      return null;
    }
    return new Counted(
        generation,
        quarter(log),
        to,
        log.source(),
        byProcessor && to == Status.PROCESSED ? seconds(log, now) : null,
        platform(log));
  }

  static Instant quarter(LeadLog log) {
    Instant created = log.createdTime() == null ? log.receivedTime() : log.createdTime();
    return Instant.ofEpochSecond(created.getEpochSecond() / QUARTER * QUARTER);
  }

  static String platform(LeadLog log) {
    String platform = Objects.requireNonNullElse(log.platform(), "");
    return platform.length() > LONGEST_PLATFORM
        ? platform.substring(0, LONGEST_PLATFORM)
        : platform;
  }

  private static Long seconds(LeadLog log, Instant now) {
    return log.onItsWay(now).map(Duration::toSeconds).orElse(null);
  }

  Counted in(int another) {
    return new Counted(another, quarter, status, source, seconds, platform);
  }

  static Counted read(String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split("\\|", 6);
    return new Counted(
        Integer.parseInt(parts[0]),
        Instant.parse(parts[1]),
        Status.of(parts[2]).orElseThrow(),
        Source.of(parts[3]).orElseThrow(),
        parts[4].isEmpty() ? null : Long.valueOf(parts[4]),
        parts[5]);
  }

  String text() {
    return String.join(
        "|",
        Integer.toString(generation),
        quarter.toString(),
        status.text(),
        source.text(),
        seconds == null ? "" : seconds.toString(),
        platform);
  }
}
