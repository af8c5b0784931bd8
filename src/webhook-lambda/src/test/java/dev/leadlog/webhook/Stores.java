package dev.leadlog.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reads the log and the queue; bypasses simulated failures. */
final class Stores {

  private static boolean warm;

  /** Ends all simulated failures and empties the queue. */
  static void reset() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
    warmUp();
    drain();
  }

  /**
   * The first calls of a JVM take longer than the grace period of half a second, so that one of the
   * stores might not hold the leads of the test.
   */
  private static void warmUp() {
    if (!warm) {
      Meta.post(Meta.envelope(Meta.change(Aws.newId())));
      Meta.post(Meta.envelope(Meta.changes(Aws.newIds(300))));
      warm = true;
    }
  }

  static Map<String, AttributeValue> log(String leadgenId) {
    return Aws.item("LeadLogs", "leadgenId", leadgenId);
  }

  static String text(String leadgenId, String attribute) {
    AttributeValue value = log(leadgenId).get(attribute);
    return value == null ? null : value.s();
  }

  /** The leads that have a log. */
  static Set<String> logged(List<String> leadgenIds) {
    Set<String> found = new HashSet<>();
    for (int from = 0; from < leadgenIds.size(); from += 100) {
      List<String> some = leadgenIds.subList(from, Math.min(from + 100, leadgenIds.size()));
      Aws.direct()
          .batchGetItem(r -> r.requestItems(Map.of("LeadLogs", keys(some))))
          .responses()
          .get("LeadLogs")
          .forEach(item -> found.add(item.get("leadgenId").s()));
    }
    return found;
  }

  private static KeysAndAttributes keys(List<String> leadgenIds) {
    return KeysAndAttributes.builder()
        .consistentRead(true)
        .projectionExpression("leadgenId")
        .keys(leadgenIds.stream().map(id -> Map.of("leadgenId", AttributeValue.fromS(id))).toList())
        .build();
  }

  /** Receives and deletes all messages of the queue, and returns their bodies. */
  static List<String> drain() {
    String url = Aws.queueUrl("LeadQueue");
    List<String> bodies = new ArrayList<>();
    List<Message> some;
    do {
      some =
          Aws.directSqs().receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
      List<Message> received = some;
      if (!received.isEmpty()) {
        Aws.directSqs().deleteMessageBatch(r -> r.queueUrl(url).entries(deletions(received)));
      }
      received.forEach(message -> bodies.add(message.body()));
    } while (!some.isEmpty());
    return bodies;
  }

  private static List<DeleteMessageBatchRequestEntry> deletions(List<Message> messages) {
    return messages.stream()
        .map(
            message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
        .toList();
  }

  static List<JsonNode> messages() {
    return drain().stream().map(body -> Json.read(body).orElseThrow()).toList();
  }

  static List<String> announcedOnTheQueue() {
    return messages().stream().map(message -> message.path("leadgenId").asText()).toList();
  }

  private Stores() {}
}
