package dev.leadlog.api;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Checks at the start that the API function has all required settings. */
class ApiStartup {

  void check(@Observes StartupEvent start, LeadlogSettings settings) {
    new SettingsCheck()
        .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
        .requireUrl(
            "leadlog.backlog-queue-url", settings.backlogQueueUrl(), "the URL of the backlog queue")
        .requireUrl("leadlog.job-queue-url", settings.jobQueueUrl(), "the URL of the job queue")
        .graph(settings.meta())
        .destinations(settings)
        .require(
            "leadlog.import-bucket", settings.importBucket(), "the bucket of imports and exports")
        .stopIfAny();
  }
}
