package dev.leadlog.delivery;

import dev.leadlog.settings.LeadlogSettings;
import java.time.Clock;
import java.util.List;

/** The destination that needs nothing else. */
public final class OneDestination {

  public static Destinations leadsTable(LeadlogSettings settings) {
    return new Destinations(List.of(new LeadsTable(null, null, settings, Clock.systemUTC())));
  }

  private OneDestination() {}
}
