package dev.leadlog.health;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.settings.Metrics;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Checks the queues. SQS does not return the age of the oldest message, so the oldest waiting lead
 * is read from the log.
 */
@Singleton
class QueueCheck {

  private final SqsClient sqs;
  private final DueLogs due;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;

  QueueCheck(SqsClient sqs, DueLogs due, LeadlogSettings settings, Metrics metrics, Clock clock) {
    this.sqs = sqs;
    this.due = due;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** {@code {"checkedAt","queues":{…},"oldestDuePending","oldestUnreadPayload"}}. */
  ObjectNode check() {
    Instant now = clock.instant();
    ObjectNode json = Json.object().put("checkedAt", Times.text(now));
    ObjectNode queues = json.putObject("queues");
    queues.set("leads", queue(settings.queueUrl().orElseThrow()));
    queues.set("backlog", queue(settings.backlogQueueUrl().orElseThrow()));
    queues.set("jobs", queue(settings.jobQueueUrl().orElseThrow()));
    queues.set("deadLetters", queue(settings.deadLetterQueueUrl().orElseThrow()));
    json.set(
        "oldestDuePending",
        due.oldestPending(due.pendingSoon(now, 0), now).map(w -> json(w, now)).orElse(null));
    json.set("oldestUnreadPayload", due.oldestUnread().map(w -> json(w, now)).orElse(null));
    metrics.gauge(
        "unread.oldest_days",
        Duration.ofSeconds(json.path("oldestUnreadPayload").path("seconds").asLong()).toDays(),
        "Count");
    return json;
  }

  /** Returns the result before the first check. */
  static ObjectNode nothing() {
    return Json.object()
        .putNull("checkedAt")
        .putNull("queues")
        .putNull("oldestDuePending")
        .putNull("oldestUnreadPayload");
  }

  private ObjectNode queue(String url) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                r ->
                    r.queueUrl(url)
                        .attributeNames(
                            APPROXIMATE_NUMBER_OF_MESSAGES,
                            APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return Json.object()
        .put("messages", number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES))
        .put("inFlight", number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .put("delayed", number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  private static ObjectNode json(DueLogs.WaitingLog waiting, Instant now) {
    return Json.object()
        .put("leadgenId", waiting.leadgenId().text())
        .put("since", Times.text(waiting.since()))
        .put("seconds", Duration.between(waiting.since(), now).toSeconds());
  }
}
