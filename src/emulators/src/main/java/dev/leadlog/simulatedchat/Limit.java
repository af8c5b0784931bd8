package dev.leadlog.simulatedchat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How many messages one address may get: one in each interval, and a few at once. */
final class Limit {

  private final Duration interval;
  private final int atOnce;
  private final Clock clock;
  private final Map<String, Instant> next = new HashMap<>();

  Limit(Duration interval, int atOnce, Clock clock) {
    this.interval = interval;
    this.atOnce = atOnce;
    this.clock = clock;
  }

  /** Whether one more is allowed now; it is counted then. */
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
