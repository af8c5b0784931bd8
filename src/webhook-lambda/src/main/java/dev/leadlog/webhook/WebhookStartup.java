package dev.leadlog.webhook;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.Intake;
import dev.leadlog.settings.IntakeSettings;
import dev.leadlog.settings.Secrets;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/**
 * Checks the settings of the webhook function, then reads the secrets and opens a connection to
 * each store. This runs in parallel in the background, because Lambda gives a function more CPU
 * during its start than later. The start does not wait for it; a step that fails is repeated by the
 * first notification that needs it. A start for a SnapStart snapshot reads and opens nothing:
 * instances are restored from the snapshot for weeks, and would use secrets that were removed
 * since.
 */
class WebhookStartup {

  void start(
      @Observes StartupEvent start,
      IntakeSettings settings,
      Secrets secrets,
      Intake intake,
      BoundedExecutor executor,
      Config environment) {
    check(settings);
    if (!isForSnapshot(environment)) {
      executor.start(secrets::loadApp);
      intake.connect();
    }
  }

  /** Source: AWS, "Defined runtime environment variables". */
  static boolean isForSnapshot(Config environment) {
    return environment
        .getOptionalValue("AWS_LAMBDA_INITIALIZATION_TYPE", String.class)
        .filter("snap-start"::equals)
        .isPresent();
  }

  void check(IntakeSettings settings) {
    new SettingsCheck()
        .requireUrl(IntakeSettings.QUEUE_URL, settings.queueUrl(), "the URL of the lead queue")
        .requireSecrets(
            IntakeSettings.APP_SECRETS,
            settings.appSecrets(),
            "the app's secret, or ssm: and the name of the parameter that holds it")
        .requireSecret(
            IntakeSettings.VERIFY_TOKEN,
            settings.verifyToken(),
            "the verify token of the app's webhook, or ssm: and the name of the parameter that holds it")
        .stopIfAny();
  }
}
