package dev.leadlog.delivery;

import java.time.Duration;

/** What is left of the time that several calls have together. */
record Deadline(long endNanos) {

  static Deadline of(Duration whole) {
    return new Deadline(System.nanoTime() + whole.toNanos());
  }

  Duration duration() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
