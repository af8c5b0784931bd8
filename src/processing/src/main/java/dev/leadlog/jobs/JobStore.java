package dev.leadlog.jobs;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.WriteMark;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

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
    dynamodb.putItem(r -> r.tableName(table).item(item(job)));
  }

  /**
   * Writes a job down, over the one that has done one part less.
   *
   * @return false when someone else has written that part down
   */
  boolean advance(Job job) {
    Map<String, AttributeValue> item = item(job);
    WriteMark mark = WriteMark.on(item);
    try {
      dynamodb.putItem(
          r ->
              r.tableName(table)
                  .item(item)
                  .conditionExpression("slice = :before")
                  .expressionAttributeValues(Map.of(":before", n(job.slice() - 1)))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException writtenBefore) {
      return mark.isOn(writtenBefore.item());
    }
  }

  private static Map<String, AttributeValue> item(Job job) {
    Map<String, AttributeValue> item = new HashMap<>(key(job.id()));
    item.put("kind", s(job.kind()));
    item.put("state", s(job.state().text()));
    item.put("request", s(Json.text(job.request())));
    item.put("by", s(job.by()));
    item.put("createdTime", time(job.createdTime()));
    item.put("slice", n(job.slice()));
    item.put("matched", n(job.matched()));
    item.put("enqueued", n(job.enqueued()));
    item.put("refused", n(job.refused()));
    ArrayNode sample = Json.object().putArray("sample");
    job.refusedSample().forEach(refusal -> sample.add(refusal.json()));
    item.put("refusedSample", s(Json.text(sample)));
    if (job.cursor() != null) {
      item.put("cursor", s(job.cursor()));
    }
    if (job.failure() != null) {
      item.put("failure", s(job.failure()));
    }
    return item;
  }

  private static Job read(String id, Map<String, AttributeValue> item) {
    return new Job(
        id,
        text(item, "kind"),
        Job.State.of(text(item, "state")),
        (ObjectNode) Json.stored(text(item, "request")),
        text(item, "by"),
        time(item, "createdTime"),
        number(item, "slice"),
        text(item, "cursor"),
        text(item, "failure"),
        number(item, "matched"),
        number(item, "enqueued"),
        number(item, "refused"),
        sample(Json.stored(text(item, "refusedSample"))));
  }

  private static List<Refusal> sample(JsonNode stored) {
    List<Refusal> sample = new ArrayList<>();
    stored.forEach(
        one -> sample.add(new Refusal(one.path("leadgenId").asText(), one.path("why").asText())));
    return sample;
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("pk", s("job#" + id), "sk", s("job"));
  }
}
