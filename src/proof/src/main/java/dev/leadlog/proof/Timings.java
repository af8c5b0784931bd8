package dev.leadlog.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times that were measured of one thing. */
final class Timings {

  private final List<Long> nanos = new ArrayList<>();

  /** Does it once, and adds the time it took. */
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

  /** In milliseconds: the nearest rank. */
  double percentile(int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1) / 1e6;
  }

  /** The cells of a table's row: what, median, 99th percentile, how often. */
  Object[] row(String what) {
    return new Object[] {what, median(), percentile(99), nanos.size()};
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
