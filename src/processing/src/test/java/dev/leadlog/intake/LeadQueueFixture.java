package dev.leadlog.intake;

import dev.leadlog.settings.LeadlogSettings;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The lead queue for tests without Quarkus. */
public final class LeadQueueFixture {

  public static LeadQueue of(SqsClient sqs, LeadlogSettings settings) {
    return new LeadQueue(sqs, settings);
  }

  private LeadQueueFixture() {}
}
