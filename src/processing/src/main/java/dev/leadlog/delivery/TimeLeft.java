package dev.leadlog.delivery;

import java.time.Duration;

/** What is left of the time that several calls have together. */
public record TimeLeft(long endNanos) {

  public static TimeLeft of(Duration whole) {
    return new TimeLeft(System.nanoTime() + whole.toNanos());
  }

  public Duration duration() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
