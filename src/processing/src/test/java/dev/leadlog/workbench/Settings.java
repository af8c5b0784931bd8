package dev.leadlog.workbench;

import dev.leadlog.appsettings.LeadlogSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings for tests without Quarkus: the defaults with the given ones. */
public final class Settings {

  public static LeadlogSettings defaults() {
    return with(Map.of());
  }

  public static LeadlogSettings with(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(LeadlogSettings.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(LeadlogSettings.class);
  }

  private Settings() {}
}
