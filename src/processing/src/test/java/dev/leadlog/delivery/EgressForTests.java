package dev.leadlog.delivery;

import dev.leadlog.settings.LeadlogSettings;

/** Egress policies for the tests of destinations in packages of their own. */
public final class EgressForTests {

  public static EgressPolicy laptop() {
    return of(Counterpart.LAPTOP);
  }

  public static EgressPolicy of(LeadlogSettings settings) {
    return new EgressPolicy(settings);
  }

  private EgressForTests() {}
}
