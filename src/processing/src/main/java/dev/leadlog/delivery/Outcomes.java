package dev.leadlog.delivery;

import dev.leadlog.delivery.Delivery.Blocked;
import dev.leadlog.delivery.Delivery.Rejected;
import dev.leadlog.delivery.Delivery.Unreachable;
import dev.leadlog.delivery.Reply.Answered;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** What a call that was no success means, by the same rules for every destination that has HTTP. */
final class Outcomes {

  /** No destination keeps a lead waiting for longer than this at once. */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Request Timeout, Too Early, Too Many Requests. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  /**
   * What an answer means that is no success.
   *
   * @param who answered, for people
   * @param said the destination's own words, without personal data; empty for none
   */
  static Delivery of(Answered answer, String who, String said, Instant now) {
    String words = who + " answered " + answer.status() + (said.isEmpty() ? "" : ": " + said);
    if (LATER.contains(answer.status()) || answer.status() >= 500) {
      return new Unreachable(words, notBefore(answer.retryAfter(), now).orElse(null));
    }
    if (answer.status() >= 300 && answer.status() <= 399) {
      return new Rejected(
          who
              + " answered with a redirect ("
              + answer.status()
              + "), which is not followed; put the address that it leads to into url");
    }
    return new Rejected(words);
  }

  /** What it means that there is no answer. */
  static Delivery of(Reply.NoAnswer none) {
    return none instanceof Reply.NotSent
        ? new Blocked(none.words())
        : new Unreachable(none.words());
  }

  /** {@code Retry-After}: seconds, or a date of HTTP (source: RFC 9110, 10.2.3). */
  static Optional<Instant> notBefore(String retryAfter, Instant now) {
    Instant latest = now.plus(LONGEST_WAIT);
    return Optional.ofNullable(retryAfter)
        .map(String::strip)
        .flatMap(text -> text.matches("[0-9]{1,9}") ? seconds(text, now) : date(text))
        .map(time -> time.isBefore(latest) ? time : latest)
        .filter(time -> time.isAfter(now));
  }

  private static Optional<Instant> seconds(String text, Instant now) {
    return Optional.of(now.plusSeconds(Long.parseLong(text)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private Outcomes() {}
}
