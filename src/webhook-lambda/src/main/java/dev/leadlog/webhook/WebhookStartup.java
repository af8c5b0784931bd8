package dev.leadlog.webhook;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.Intake;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/**
 * What the webhook function cannot start without, and what every announcement needs: the secrets,
 * and a connection to each store. They are read and opened in parallel in the background, since
 * Lambda gives a starting function more processor than it has later; the start waits for none of
 * them, and whatever fails is done again by the first announcement that needs it. A start that
 * Lambda makes a snapshot of reads and opens nothing: instances come from it for weeks, and would
 * bring back secrets that were removed since.
 */
class WebhookStartup {

  void start(
      @Observes StartupEvent start,
      LeadlogSettings settings,
      Secrets secrets,
      Intake intake,
      BoundedExecutor executor,
      Config environment) {
    check(settings);
    if (!isForASnapshot(environment)) {
      executor.start(secrets::loadApp);
      intake.connect();
    }
  }

  /** Source: AWS, "Defined runtime environment variables". */
  static boolean isForASnapshot(Config environment) {
    return environment
        .getOptionalValue("AWS_LAMBDA_INITIALIZATION_TYPE", String.class)
        .filter("snap-start"::equals)
        .isPresent();
  }

  void check(LeadlogSettings settings) {
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
