package dev.leadlog.events;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What each of the event functions cannot start without. */
class EventsStartup {

  /** They do what their events say, and ask nobody but the table of the counters. */
  private static final Set<String> BY_ITS_EVENT_ALONE = Set.of("statistics", "roles");

  private static final Set<String> BRINGING_LEADS = Set.of("processor", "poller", "operations");
  private static final Set<String> SWEEPING = Set.of("poller", "operations");
  private static final Set<String> EXPORTING = Set.of("processor", "operations");

  void check(
      @Observes StartupEvent start,
      LeadlogSettings settings,
      @ConfigProperty(name = "quarkus.lambda.handler") Optional<String> handler) {
    if (handler.filter(BY_ITS_EVENT_ALONE::contains).isPresent()) {
      return;
    }
    SettingsCheck check =
        new SettingsCheck()
            .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
            .requireUrl(
                "leadlog.job-queue-url", settings.jobQueueUrl(), "the URL of the queue of jobs");
    if (handler.filter(BRINGING_LEADS::contains).isPresent()) {
      check.requireUrl(
          "leadlog.backlog-queue-url",
          settings.backlogQueueUrl(),
          "the URL of the queue of bulk work");
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
    check.graph(settings.meta()).destinations(settings).stopIfAny();
  }
}
