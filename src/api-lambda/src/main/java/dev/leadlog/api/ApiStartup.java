package dev.leadlog.api;

import dev.leadlog.appsettings.AppSettingsCheck;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Checks at the start that the API function has all required settings. */
class ApiStartup {

  void check(@Observes StartupEvent start, LeadlogSettings settings) {
    AppSettingsCheck.add(new SettingsCheck(), settings)
        .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
        .requireUrl(
            "leadlog.backlog-queue-url", settings.backlogQueueUrl(), "the URL of the backlog queue")
        .requireUrl("leadlog.job-queue-url", settings.jobQueueUrl(), "the URL of the job queue")
        .require(
            "leadlog.import-bucket", settings.importBucket(), "the bucket of imports and exports")
        .stopIfAny();
  }
}
