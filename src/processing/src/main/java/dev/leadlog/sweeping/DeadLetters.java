package dev.leadlog.sweeping;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.queues.Queues;
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
 * Redrives dead letters into the log. If the log's table was unavailable for longer than a message
 * stays on its queue, the dead letter is the lead's only copy, so it is deleted only after the log
 * is stored.
 */
@Singleton
class DeadLetters {

  /**
   * The result of a redrive.
   *
   * @param count the number of dead letters that were moved to the log
   * @param failure why a letter stayed, or why none could be received; null if all were moved
   */
  record RedriveResult(int count, SdkException failure) {}

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private static final int MESSAGES_PER_CALL = 10;

  /**
   * A single failure may be caused by the letter; with this many, a store is unavailable and the
   * redrive stops.
   */
  private static final int MOST_FAILURES = 10;

  private final SqsClient sqs;
  private final Intake intake;
  private final Queues queues;
  private final LeadlogSettings settings;
  private final Clock clock;

  DeadLetters(SqsClient sqs, Intake intake, Queues queues, LeadlogSettings settings, Clock clock) {
    this.sqs = sqs;
    this.intake = intake;
    this.queues = queues;
    this.settings = settings;
    this.clock = clock;
  }

  /** Redrives as many letters as possible before the end; a failed letter does not block others. */
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
        LOG.warnf("dead letters stay on their queue: %s", e.getClass().getSimpleName());
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
          LOG.warnf(
              "dead letter %s stays on its queue: %s",
              letter.messageId(), e.getClass().getSimpleName());
          failure = e;
          failures++;
        }
      }
    }
    return new RedriveResult(drained, failure);
  }

  private List<Message> some(String url) {
    return sqs.receiveMessage(
            r -> r.queueUrl(url).maxNumberOfMessages(MESSAGES_PER_CALL).visibilityTimeout(60))
        .messages();
  }

  /**
   * The message of a job is sent again; a lead is stored in the log as due, so that the sweep
   * enqueues it.
   */
  private void redrive(String body) {
    JobMessage.read(body)
        .ifPresentOrElse(job -> queues.sendToJobs(job, Duration.ZERO), () -> record(body));
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
