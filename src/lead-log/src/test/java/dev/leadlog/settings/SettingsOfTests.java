package dev.leadlog.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Settings and metrics for the tests of every package here. */
public final class SettingsOfTests {

  public static LeadlogSettings settings(Map<String, String> given) {
    return config(given).getConfigMapping(LeadlogSettings.class);
  }

  static SmallRyeConfig config(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LeadlogSettings.class)
        .withSources(new PropertiesConfigSource(given, "test", 500))
        .build();
  }

  /** Metrics that remember what was counted. */
  public static final class Counted extends Metrics {

    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    public Counted() {
      super("test", settings(Map.of()), Clock.systemUTC());
    }

    @Override
    public void count(String name, int times) {
      names.add(name);
    }

    public List<String> names() {
      return List.copyOf(names);
    }
  }

  private SettingsOfTests() {}
}
