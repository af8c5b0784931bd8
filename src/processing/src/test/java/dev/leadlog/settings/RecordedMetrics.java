package dev.leadlog.settings;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records counts and gauges, and writes nothing. */
@Alternative
@Priority(1)
@Singleton
public class RecordedMetrics extends Metrics {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, Double> gauges = new ConcurrentHashMap<>();

  RecordedMetrics(IntakeSettings settings, Clock clock) {
    super("test", settings, clock);
  }

  @Override
  public void count(String name, int times, Map<String, String> properties) {
    counts.merge(name, times, Integer::sum);
  }

  @Override
  public void count(String name, int times, List<Dimension> dimensions) {
    counts.merge(name, times, Integer::sum);
    for (Dimension dimension : dimensions) {
      counts.merge(name + " " + dimension.value(), times, Integer::sum);
    }
  }

  @Override
  public void gauge(String name, double value, String unit) {
    gauges.put(name, value);
  }

  /**
   * The sum of the counts.
   *
   * @param name of a metric, or the name and a dimension's value: {@code leads.concluded Error}
   */
  public int counted(String name) {
    return counts.getOrDefault(name, 0);
  }

  /** The last value of a gauge; null if it was never set. */
  public Double gauged(String name) {
    return gauges.get(name);
  }

  public void forget() {
    counts.clear();
    gauges.clear();
  }
}
