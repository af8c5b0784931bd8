package dev.leadlog.delivery;

import java.time.Duration;

/** What is left of the time that several calls have together. */
record TimeLeft(long endNanos) {

  static TimeLeft of(Duration whole) {
    return new TimeLeft(System.nanoTime() + whole.toNanos());
  }

  Duration duration() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
