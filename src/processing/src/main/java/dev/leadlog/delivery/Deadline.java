package dev.leadlog.delivery;

import java.time.Duration;

/** What is left of the time that several calls have together. */
public record Deadline(long endNanos) {

  public static Deadline of(Duration whole) {
    return new Deadline(System.nanoTime() + whole.toNanos());
  }

  public Duration duration() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
