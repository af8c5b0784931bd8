package dev.leadlog.settings;

import java.time.Clock;
import java.util.Map;

/** Metrics for tests without Quarkus. */
public final class MetricsFixture {

  /** Metrics that are not written. */
  public static Metrics unwanted() {
    return new Metrics(
        "test", IntakeSettingsFixture.with(Map.of("leadlog.metrics", "false")), Clock.systemUTC());
  }

  private MetricsFixture() {}
}
