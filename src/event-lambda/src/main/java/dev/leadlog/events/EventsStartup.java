package dev.leadlog.events;

import dev.leadlog.appsettings.AppSettingsCheck;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks at the start that an event function has all required settings. */
class EventsStartup {

  /** These functions use only their event and, for statistics, the table of the counters. */
  private static final Set<String> WITHOUT_SETTINGS = Set.of("statistics", "roles");

  private static final Set<String> WITH_BACKLOG = Set.of("processor", "poller", "operations");
  private static final Set<String> SWEEPING = Set.of("poller", "operations");
  private static final Set<String> EXPORTING = Set.of("processor", "operations");

  void check(
      @Observes StartupEvent start,
      LeadlogSettings settings,
      @ConfigProperty(name = "quarkus.lambda.handler") Optional<String> handler) {
    if (handler.filter(WITHOUT_SETTINGS::contains).isPresent()) {
      return;
    }
    SettingsCheck check =
        new SettingsCheck()
            .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
            .requireUrl(
                "leadlog.job-queue-url", settings.jobQueueUrl(), "the URL of the job queue");
    if (handler.filter(WITH_BACKLOG::contains).isPresent()) {
      check.requireUrl(
          "leadlog.backlog-queue-url", settings.backlogQueueUrl(), "the URL of the backlog queue");
    }
    if (handler.filter(SWEEPING::contains).isPresent()) {
      check.requireUrl(
          "leadlog.dead-letter-queue-url",
          settings.deadLetterQueueUrl(),
          "the URL of the dead-letter queue");
    }
    if (handler.filter(EXPORTING::contains).isPresent()) {
      check.require(
          "leadlog.import-bucket", settings.importBucket(), "the bucket of imports and exports");
    }
    AppSettingsCheck.add(check, settings).stopIfAny();
  }
}
