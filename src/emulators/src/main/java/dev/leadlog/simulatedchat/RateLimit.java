package dev.leadlog.simulatedchat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Limits the messages to an address: one per interval, with a small burst. */
final class RateLimit {

  private final Duration interval;
  private final int atOnce;
  private final Clock clock;
  private final Map<String, Instant> next = new HashMap<>();

  RateLimit(Duration interval, int atOnce, Clock clock) {
    this.interval = interval;
    this.atOnce = atOnce;
    this.clock = clock;
  }

  /** Whether one more message is allowed now; if so, it is counted. */
  boolean allows(String address) {
    Instant now = clock.instant();
    Instant earliest = next.getOrDefault(address, now);
    Instant from = earliest.isBefore(now) ? now : earliest;
    if (from.isAfter(now.plus(interval.multipliedBy(atOnce - 1)))) {
      return false;
    }
    next.put(address, from.plus(interval));
    return true;
  }
}
