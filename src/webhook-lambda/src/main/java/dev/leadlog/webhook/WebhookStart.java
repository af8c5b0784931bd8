package dev.leadlog.webhook;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** What the webhook function cannot start without. */
class WebhookStart {

  void check(@Observes StartupEvent start, LeadlogSettings settings) {
    new SettingsCheck()
        .requireUrl("leadlog.queue-url", settings.queueUrl(), "the URL of the lead queue")
        .requireSecrets(
            "leadlog.meta.app-secrets",
            settings.meta().appSecrets(),
            "the app's secret, or ssm: and the name of the parameter that holds it")
        .requireSecret(
            "leadlog.meta.verify-token",
            settings.meta().verifyToken(),
            "the verify token of the app's webhook, or ssm: and the name of the parameter that holds it")
        .stopIfAny();
  }
}
