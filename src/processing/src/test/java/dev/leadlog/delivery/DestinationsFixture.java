package dev.leadlog.delivery;

import dev.leadlog.notice.NoticeTypes;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Destination types for tests that only read their settings. */
public final class DestinationsFixture {

  public static Destinations leadsTable() {
    return new Destinations(
        List.of(new LeadsTable(null, null, Settings.defaults(), Clock.systemUTC())));
  }

  /** Notice types that are read and never sent. */
  public static Destinations notices() {
    LeadlogSettings settings = Settings.defaults();
    Clock clock = Clock.systemUTC();
    SecretWebhook webhook =
        new SecretWebhook(null, new EgressPolicy(settings), null, settings, clock);
    NoticeTypes types = new NoticeTypes(webhook, null, settings, clock);
    return new Destinations(
        List.of(types.slack(Duration.ofSeconds(1)), types.email(() -> null, () -> null)));
  }

  private DestinationsFixture() {}
}
