package dev.leadlog.events;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What each of the event functions cannot start without. */
class EventsStart {

  private static final Set<String> SWEEPING = Set.of("poller", "operations");
  private static final Set<String> EXPORTING = Set.of("processor", "operations");

  void check(
      @Observes StartupEvent start,
      LeadlogSettings settings,
      @ConfigProperty(name = "quarkus.lambda.handler") Optional<String> handler) {
    SettingsCheck check =
        new SettingsCheck()
            .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
            .requireUrl(
                "leadlog.backlog-queue-url",
                settings.backlogQueueUrl(),
                "the URL of the queue of bulk work");
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
    meta(check, settings.meta());
    destinations(check, settings);
    check.stopIfAny();
  }

  private static void destinations(SettingsCheck check, LeadlogSettings settings) {
    check
        .url("leadlog.frappe.url", settings.frappe().url(), "the Frappe site")
        .secret("leadlog.frappe.token", Optional.of(settings.frappe().token()))
        .secret("leadlog.http.secret", Optional.of(settings.http().secret()));
  }

  private static void meta(SettingsCheck check, LeadlogSettings.Meta meta) {
    check
        .requireUrl("leadlog.meta.url", Optional.of(meta.url()), "the Graph API")
        .secret("leadlog.meta.system-user-token", meta.systemUserToken());
    meta.appSecrets()
        .orElse(List.of())
        .forEach(secret -> check.secret("leadlog.meta.app-secrets", Optional.of(secret)));
  }
}
