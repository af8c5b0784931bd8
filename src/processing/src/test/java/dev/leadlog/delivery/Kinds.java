package dev.leadlog.delivery;

import dev.leadlog.notice.NoticeTypes;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Destinations for tests that only name them. */
public final class Kinds {

  public static Destinations leadsTable() {
    return new Destinations(
        List.of(new LeadsTable(null, null, Settings.defaults(), Clock.systemUTC())));
  }

  /** Notices that are read and never sent. */
  public static Destinations notices() {
    LeadlogSettings settings = Settings.defaults();
    Clock clock = Clock.systemUTC();
    SecretWebhook webhook =
        new SecretWebhook(null, new EgressPolicy(settings), null, settings, clock);
    NoticeTypes types = new NoticeTypes(webhook, null, settings, clock);
    return new Destinations(
        List.of(types.slack(Duration.ofSeconds(1)), types.email(() -> null, () -> null)));
  }

  private Kinds() {}
}
