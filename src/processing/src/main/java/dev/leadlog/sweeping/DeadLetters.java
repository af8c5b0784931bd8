package dev.leadlog.sweeping;

import dev.leadlog.intake.Intake;
import dev.leadlog.intake.JobMessage;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Brings dead letters back into the log. When the log's store was out for longer than a message
 * lives on its queue, the dead letter is the lead's only copy: it is deleted only once the log
 * holds it.
 */
@Singleton
class DeadLetters {

  /**
   * What came of draining.
   *
   * @param count letters that stand in the log now
   * @param failure why another one does not, and stays, or none could be received; null where all
   *     do
   */
  record RedriveResult(int count, SdkException failure) {}

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private static final int A_CALL = 10;

  /** One letter may be what fails; with so many it is a store, and is better left alone. */
  private static final int MOST_FAILURES = 10;

  private final SqsClient sqs;
  private final Intake intake;
  private final LeadQueue queue;
  private final LeadlogSettings settings;
  private final Clock clock;

  DeadLetters(
      SqsClient sqs, Intake intake, LeadQueue queue, LeadlogSettings settings, Clock clock) {
    this.sqs = sqs;
    this.intake = intake;
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
  }

  /** Brings back as many as it can before the end: one that cannot be taken keeps no other. */
  RedriveResult drain(Instant end) {
    String url = settings.deadLetterQueueUrl().orElseThrow();
    int drained = 0;
    int failures = 0;
    SdkException failure = null;
    while (clock.instant().isBefore(end) && failures < MOST_FAILURES) {
      List<Message> letters;
      try {
        letters = some(url);
      } catch (SdkException e) {
        LOG.warnf("dead letters stay: %s", e.getClass().getSimpleName());
        return new RedriveResult(drained, e);
      }
      if (letters.isEmpty()) {
        break;
      }
      for (Message letter : letters) {
        try {
          redrive(letter.body());
          sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(letter.receiptHandle()));
          drained++;
        } catch (SdkException e) {
          LOG.warnf("dead letter %s stays: %s", letter.messageId(), e.getClass().getSimpleName());
          failure = e;
          failures++;
        }
      }
    }
    return new RedriveResult(drained, failure);
  }

  private List<Message> some(String url) {
    return sqs.receiveMessage(
            r -> r.queueUrl(url).maxNumberOfMessages(A_CALL).visibilityTimeout(60))
        .messages();
  }

  /** A job goes on; a lead is in the log, is due, and the sweep sends its message. */
  private void redrive(String body) {
    JobMessage.read(body)
        .ifPresentOrElse(job -> queue.sendToJobs(job, Duration.ZERO), () -> record(body));
  }

  private void record(String body) {
    Instant now = clock.instant();
    intake.rebuild(
        LeadMessage.read(body)
            .map(message -> message.notification(now))
            .orElseGet(() -> LeadNotification.unprocessable(body, now)),
        now);
  }
}
