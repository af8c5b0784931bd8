package dev.leadlog.delivery;

import dev.leadlog.appsettings.LeadlogSettings;

/** Egress policies for the tests of destinations in other packages. */
public final class EgressPolicyFixture {

  public static EgressPolicy laptop() {
    return of(Counterpart.LAPTOP);
  }

  public static EgressPolicy of(LeadlogSettings settings) {
    return new EgressPolicy(settings);
  }

  private EgressPolicyFixture() {}
}
