package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Json;
import dev.leadlog.log.Times;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Jobs in {@code Bookkeeping}, each under {@code job#<id>}. */
@Singleton
class JobStore {

  private final DynamoDbClient dynamodb;
  private final String table;

  JobStore(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  Optional<Job> find(String id) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(read(id, item));
  }

  void create(Job job) {
    dynamodb.putItem(
        r -> r.tableName(table).item(item(job)).conditionExpression("attribute_not_exists(pk)"));
  }

  /**
   * Writes a job down, over the one that has done one part less.
   *
   * @return false when someone else has written that part down
   */
  boolean advance(Job job) {
    try {
      dynamodb.putItem(
          r ->
              r.tableName(table)
                  .item(item(job))
                  .conditionExpression("slice = :before")
                  .expressionAttributeValues(
                      Map.of(":before", AttributeValue.fromN("" + (job.slice() - 1)))));
      return true;
    } catch (ConditionalCheckFailedException doneBySomeoneElse) {
      return false;
    }
  }

  private static Map<String, AttributeValue> item(Job job) {
    Map<String, AttributeValue> item = new HashMap<>(key(job.id()));
    item.put("kind", AttributeValue.fromS(job.kind()));
    item.put("state", AttributeValue.fromS(job.state().text()));
    item.put("request", AttributeValue.fromS(Json.text(job.request())));
    item.put("by", AttributeValue.fromS(job.by()));
    item.put("createdTime", AttributeValue.fromS(Times.text(job.createdTime())));
    item.put("slice", AttributeValue.fromN("" + job.slice()));
    item.put("matched", AttributeValue.fromN("" + job.matched()));
    item.put("enqueued", AttributeValue.fromN("" + job.enqueued()));
    item.put("refused", AttributeValue.fromN("" + job.refused()));
    ArrayNode sample = Json.object().putArray("sample");
    job.refusedSample().forEach(refusal -> sample.add(refusal.json()));
    item.put("refusedSample", AttributeValue.fromS(Json.text(sample)));
    if (job.cursor() != null) {
      item.put("cursor", AttributeValue.fromS(job.cursor()));
    }
    if (job.failure() != null) {
      item.put("failure", AttributeValue.fromS(job.failure()));
    }
    return item;
  }

  private static Job read(String id, Map<String, AttributeValue> item) {
    return new Job(
        id,
        item.get("kind").s(),
        Job.State.of(item.get("state").s()),
        (ObjectNode) Json.stored(item.get("request").s()),
        item.get("by").s(),
        Instant.parse(item.get("createdTime").s()),
        number(item, "slice"),
        item.containsKey("cursor") ? item.get("cursor").s() : null,
        item.containsKey("failure") ? item.get("failure").s() : null,
        number(item, "matched"),
        number(item, "enqueued"),
        number(item, "refused"),
        sample(Json.stored(item.get("refusedSample").s())));
  }

  private static List<Refusal> sample(JsonNode stored) {
    List<Refusal> sample = new ArrayList<>();
    stored.forEach(
        one -> sample.add(new Refusal(one.path("leadgenId").asText(), one.path("why").asText())));
    return sample;
  }

  private static int number(Map<String, AttributeValue> item, String name) {
    return Integer.parseInt(item.get(name).n());
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("pk", AttributeValue.fromS("job#" + id), "sk", AttributeValue.fromS("job"));
  }
}
