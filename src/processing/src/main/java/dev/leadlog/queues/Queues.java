package dev.leadlog.queues;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queues that the webhook function does not use: bulk work goes to the backlog queue, so that
 * live leads do not wait behind it, and jobs to the job queue. If SQS is unavailable, the SDK
 * exception propagates.
 */
@Singleton
public class Queues {

  private final SqsClient sqs;
  private final LeadQueue queue;
  private final LeadlogSettings settings;

  Queues(SqsClient sqs, LeadQueue queue, LeadlogSettings settings) {
    this.sqs = sqs;
    this.queue = queue;
    this.settings = settings;
  }

  /**
   * Sends a batch of messages to the backlog queue in one call.
   *
   * @param messages a batch of {@link LeadQueue#calls}
   * @return the messages that SQS accepted
   */
  public List<LeadMessage> sendToBacklog(List<LeadMessage> messages) {
    return queue.send(messages, settings.backlogQueueUrl().orElseThrow());
  }

  /**
   * Sends one message to the lead queue.
   *
   * @param delay up to {@link LeadQueue#LONGEST_DELAY}
   */
  public void send(LeadMessage message, Duration delay) {
    queue.send(message, delay);
  }

  /**
   * Sends one message to the backlog queue.
   *
   * @param delay up to {@link LeadQueue#LONGEST_DELAY}
   */
  public void sendToBacklog(LeadMessage message, Duration delay) {
    queue.send(message.body(), delay, settings.backlogQueueUrl().orElseThrow());
  }

  /**
   * Sends the message of a job's next slice.
   *
   * @param delay up to {@link LeadQueue#LONGEST_DELAY}
   */
  public void sendToJobs(JobMessage message, Duration delay) {
    queue.send(message.body(), delay, settings.jobQueueUrl().orElseThrow());
  }

  /**
   * Extends the visibility timeout of a received message: it is received again after the wait.
   *
   * @param queueName the queue from which it was received
   */
  public void hide(String queueName, String receiptHandle, Duration wait) {
    Stream.of(settings.queueUrl(), settings.backlogQueueUrl(), settings.jobQueueUrl())
        .flatMap(Optional::stream)
        .filter(url -> url.endsWith("/" + queueName))
        .forEach(
            url ->
                sqs.changeMessageVisibility(
                    r ->
                        r.queueUrl(url)
                            .receiptHandle(receiptHandle)
                            .visibilityTimeout(LeadQueue.roundedUp(wait))));
  }
}
