package dev.leadlog.queues;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.intake.LeadQueueFixture;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues of bulk work for tests without Quarkus. */
public final class QueuesFixture {

  public static Queues of(SqsClient sqs, LeadlogSettings settings) {
    return new Queues(sqs, LeadQueueFixture.of(sqs), settings);
  }

  private QueuesFixture() {}
}
