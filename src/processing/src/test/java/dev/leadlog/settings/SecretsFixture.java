package dev.leadlog.settings;

import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets with other settings than the shared ones of the module. */
public final class SecretsFixture {

  public static Secrets of(Map<String, String> settings, Instance<SsmClient> ssm, Clock clock) {
    return new Secrets(IntakeSettingsFixture.with(settings), new ParameterStore(ssm), null, clock);
  }

  private SecretsFixture() {}
}
