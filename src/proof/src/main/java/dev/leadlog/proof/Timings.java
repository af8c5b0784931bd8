package dev.leadlog.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The measured times of one operation. */
final class Timings {

  private final List<Long> nanos = new ArrayList<>();

  /** Runs the operation once and adds its time. */
  void measure(Runnable what) {
    long before = System.nanoTime();
    what.run();
    nanos.add(System.nanoTime() - before);
  }

  void add(Duration time) {
    nanos.add(time.toNanos());
  }

  double median() {
    return percentile(50);
  }

  /** The percentile in milliseconds, by nearest rank. */
  double percentile(int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1) / 1e6;
  }

  /** The cells of a table row: name, median, 99th percentile, number of runs. */
  Object[] row(String what) {
    return new Object[] {what, median(), percentile(99), nanos.size()};
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
