package dev.leadlog.settings;

import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets with other settings than the shared ones of the module. */
public final class SecretsFixture {

  public static Secrets of(LeadlogSettings settings, Instance<SsmClient> ssm, Clock clock) {
    return new Secrets(settings, new ParameterStore(ssm), null, clock);
  }

  private SecretsFixture() {}
}
