package dev.leadlog.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.PageId;
import dev.leadlog.log.WriteMark;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What the last check found, in {@code Bookkeeping}: {@code page#<id>} / {@code health} for each
 * page, {@code health} / {@code queues} for the rest, and {@code health} / {@code told#<what>} for
 * what was told to someone.
 */
@Singleton
class HealthStore {

  private static final String OF_ALL = "health";
  private static final String OF_A_PAGE = "health";
  private static final String FOUND = "found";
  private static final String TOLD = "told";

  private final DynamoDbClient dynamodb;
  private final String table;

  HealthStore(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  Optional<ObjectNode> page(PageId page) {
    return read(key("page#" + page, OF_A_PAGE));
  }

  void keep(PageHealth found) {
    write(key("page#" + found.page(), OF_A_PAGE), found.json());
  }

  Optional<ObjectNode> queues() {
    return read(key(OF_ALL, "queues"));
  }

  void keepQueues(ObjectNode found) {
    write(key(OF_ALL, "queues"), found);
  }

  /**
   * Takes it upon the caller to tell something.
   *
   * @param mark what it is told for, as a day; the same is told once
   * @return the mark before, empty for none; nothing where it is told already
   */
  Optional<String> take(String what, String mark) {
    WriteMark own = WriteMark.another();
    try {
      Map<String, AttributeValue> before =
          dynamodb
              .updateItem(
                  r ->
                      r.tableName(table)
                          .key(key(OF_ALL, "told#" + what))
                          .updateExpression("SET #told = :mark, #writtenAs = :own")
                          .conditionExpression("attribute_not_exists(#told) OR #told <> :mark")
                          .expressionAttributeNames(
                              Map.of("#told", TOLD, "#writtenAs", WriteMark.NAME))
                          .expressionAttributeValues(Map.of(":mark", s(mark), ":own", own.value()))
                          .returnValues("UPDATED_OLD")
                          .returnValuesOnConditionCheckFailure("ALL_OLD"))
              .attributes();
      return Optional.of(before.containsKey(TOLD) ? before.get(TOLD).s() : "");
    } catch (ConditionalCheckFailedException told) {
      return own.isOn(told.item()) ? Optional.of("") : Optional.empty();
    }
  }

  /** It could not be told, and whoever comes next is to tell it. */
  void giveBack(String what, String mark, String before) {
    try {
      dynamodb.updateItem(
          r ->
              r.tableName(table)
                  .key(key(OF_ALL, "told#" + what))
                  .updateExpression("SET #told = :before")
                  .conditionExpression("#told = :mark")
                  .expressionAttributeNames(Map.of("#told", TOLD))
                  .expressionAttributeValues(Map.of(":before", s(before), ":mark", s(mark))));
    } catch (ConditionalCheckFailedException anotherHasIt) {
      // and tells something newer
    }
  }

  private Optional<ObjectNode> read(Map<String, AttributeValue> key) {
    return Optional.ofNullable(dynamodb.getItem(r -> r.tableName(table).key(key)).item().get(FOUND))
        .map(found -> (ObjectNode) Json.stored(found.s()));
  }

  private void write(Map<String, AttributeValue> key, ObjectNode found) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put(FOUND, s(Json.text(found)));
    dynamodb.putItem(r -> r.tableName(table).item(item));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", s(pk), "sk", s(sk));
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }
}
