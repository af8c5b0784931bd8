package dev.leadlog.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the system, moved by a test. A module's tests make it a bean in place of the system's
 * clock.
 */
public final class MovableClock extends Clock {

  private volatile Duration moved = Duration.ZERO;

  public void move(Duration by) {
    moved = moved.plus(by);
  }

  public void reset() {
    moved = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(moved);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Leadlog knows UTC only");
  }
}
