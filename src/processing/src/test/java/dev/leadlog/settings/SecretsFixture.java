package dev.leadlog.settings;

import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets of another function, with nothing cached. */
public final class SecretsFixture {

  public static Secrets of(Instance<SsmClient> ssm, Clock clock) {
    return new Secrets(IntakeSettingsFixture.with(Map.of()), new ParameterStore(ssm), null, clock);
  }

  private SecretsFixture() {}
}
