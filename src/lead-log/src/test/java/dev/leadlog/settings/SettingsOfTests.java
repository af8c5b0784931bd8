package dev.leadlog.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Settings and metrics for the tests of every package of this module. */
public final class SettingsOfTests {

  public static IntakeSettings settings(Map<String, String> given) {
    return new IntakeSettings(config(given));
  }

  static SmallRyeConfig config(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(given, "test", 500))
        .build();
  }

  /** Metrics that record what was counted. */
  public static final class Counted extends Metrics {

    private final Map<String, Integer> sums = new ConcurrentHashMap<>();
    private final List<Long> measured = Collections.synchronizedList(new ArrayList<>());
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public Counted() {
      super("test", settings(Map.of()), Clock.systemUTC());
    }

    @Override
    public void count(String name, int times) {
      names.add(name);
    }

    @Override
    public void count(String name, int times, List<Dimension> dimensions) {
      if (times > 0) {
        sums.merge(name, times, Integer::sum);
      }
    }

    @Override
    public void seconds(String name, List<Long> seconds) {
      measured.addAll(seconds);
    }

    /** The sum of each count that has dimensions. */
    public Map<String, Integer> sums() {
      return Map.copyOf(sums);
    }

    public void forget() {
      names.clear();
      sums.clear();
      measured.clear();
    }

    public List<Long> measured() {
      return List.copyOf(measured);
    }

    public List<String> names() {
      return List.copyOf(names);
    }
  }

  private SettingsOfTests() {}
}
