package dev.leadlog.delivery;

import dev.leadlog.settings.LeadlogSettings;

/** Egress policies for the tests of destinations in packages of their own. */
public final class EgressForTests {

  public static Targets laptop() {
    return of(Counterpart.LAPTOP);
  }

  public static Targets of(LeadlogSettings settings) {
    return new Targets(settings);
  }

  private EgressForTests() {}
}
