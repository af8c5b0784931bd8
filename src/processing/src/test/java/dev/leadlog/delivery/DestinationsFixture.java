package dev.leadlog.delivery;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.notice.NoticeTypes;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Destination types for tests that only read their settings. */
public final class DestinationsFixture {

  public static Destinations leadsTable() {
    return new Destinations(
        List.of(new LeadsTable(null, null, Settings.defaults(), Clock.systemUTC())));
  }

  /**
   * One type that has its own fields, under the type of the leads table.
   *
   * @param fields empty if it cannot be asked for them
   */
  public static Destinations withFields(Optional<List<DestinationField>> fields) {
    return new Destinations(
        List.of(
            new LeadsTable(null, null, Settings.defaults(), Clock.systemUTC()) {
              @Override
              public boolean hasOwnFields() {
                return true;
              }

              @Override
              public Optional<List<DestinationField>> fields(DestinationSetting setting) {
                return fields;
              }
            }));
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
