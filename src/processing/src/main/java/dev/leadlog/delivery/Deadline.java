package dev.leadlog.delivery;

import java.time.Duration;

/** The end of the time that several calls share. */
public record Deadline(long endNanos) {

  public static Deadline of(Duration whole) {
    return new Deadline(System.nanoTime() + whole.toNanos());
  }

  public Duration duration() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
