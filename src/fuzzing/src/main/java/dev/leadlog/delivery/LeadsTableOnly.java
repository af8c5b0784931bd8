package dev.leadlog.delivery;

import dev.leadlog.appsettings.LeadlogSettings;
import java.time.Clock;
import java.util.List;

/** Only the leads table, the destination without settings. */
public final class LeadsTableOnly {

  public static Destinations leadsTable(LeadlogSettings settings) {
    return new Destinations(List.of(new LeadsTable(null, null, settings, Clock.systemUTC())));
  }

  private LeadsTableOnly() {}
}
