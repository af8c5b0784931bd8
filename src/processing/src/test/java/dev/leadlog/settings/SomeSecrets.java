package dev.leadlog.settings;

import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The secrets of other settings than those that the tests of a module share. */
public final class SomeSecrets {

  public static Secrets of(LeadlogSettings settings, Instance<SsmClient> ssm, Clock clock) {
    return new Secrets(settings, new ParameterStore(ssm), null, clock);
  }

  private SomeSecrets() {}
}
