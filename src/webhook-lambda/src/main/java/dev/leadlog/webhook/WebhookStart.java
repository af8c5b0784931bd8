package dev.leadlog.webhook;

import dev.leadlog.settings.AwsClients;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What the webhook function cannot start without, and what every announcement needs. */
class WebhookStart {

  void start(
      @Observes StartupEvent start,
      LeadlogSettings settings,
      AwsClients clients,
      DynamoDbClient dynamodb,
      SqsClient sqs,
      SsmClient ssm) {
    check(settings);
    clients.make(List.of(ssm, dynamodb, sqs));
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
