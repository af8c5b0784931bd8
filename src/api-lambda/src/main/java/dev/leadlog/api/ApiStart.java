package dev.leadlog.api;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** What the API function cannot start without. */
class ApiStart {

  void check(@Observes StartupEvent start, LeadlogSettings settings) {
    new SettingsCheck()
        .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
        .requireUrl(
            "leadlog.backlog-queue-url",
            settings.backlogQueueUrl(),
            "the URL of the queue of bulk work")
        .requireUrl("leadlog.meta.url", Optional.of(settings.meta().url()), "the Graph API")
        .secret("leadlog.meta.system-user-token", settings.meta().systemUserToken())
        .url("leadlog.frappe.url", settings.frappe().url(), "the Frappe site")
        .secret("leadlog.frappe.token", Optional.of(settings.frappe().token()))
        .secret("leadlog.http.secret", Optional.of(settings.http().secret()))
        .require(
            "leadlog.import-bucket", settings.importBucket(), "the bucket of imports and exports")
        .stopIfAny();
  }
}
