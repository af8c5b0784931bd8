package dev.leadlog.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of the intake for tests without Quarkus: the defaults with the given ones. */
public final class IntakeSettingsFixture {

  public static IntakeSettings with(Map<String, String> settings) {
    return new IntakeSettings(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build());
  }

  private IntakeSettingsFixture() {}
}
