package dev.leadlog.intake;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.SomeStore;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SomeMetrics;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Intake for tests without Quarkus, as far as it brings leads in bulk. */
public final class SomeIntake {

  /** One that soon gives up. */
  public static Intake of(DynamoDbClient dynamodb, SqsClient sqs, LeadlogSettings settings) {
    return new Intake(
        null,
        SomeStore.bulk(dynamodb, settings),
        new LeadQueue(sqs, settings),
        SomeMetrics.unwanted(),
        new BoundedExecutor("test", 8),
        Duration.ofSeconds(1));
  }

  private SomeIntake() {}
}
