package dev.leadlog.intake;

import dev.leadlog.settings.IntakeSettingsFixture;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends to other queues than that of live leads, for tests without Quarkus. */
public final class LeadQueueFixture {

  public static LeadQueue of(SqsClient sqs) {
    return new LeadQueue(sqs, IntakeSettingsFixture.with(Map.of()));
  }

  private LeadQueueFixture() {}
}
