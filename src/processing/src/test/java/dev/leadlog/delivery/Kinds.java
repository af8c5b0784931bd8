package dev.leadlog.delivery;

import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.util.List;

/** Destinations for tests that only name them. */
public final class Kinds {

  public static Destinations leadsTable() {
    return new Destinations(
        List.of(new LeadsTable(null, null, Settings.defaults(), Clock.systemUTC())));
  }

  private Kinds() {}
}
