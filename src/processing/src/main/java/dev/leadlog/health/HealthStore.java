package dev.leadlog.health;

import static dev.leadlog.dynamodb.Attributes.s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  private final ConditionalWrites writes;
  private final String table;

  HealthStore(DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
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
    Map<String, AttributeValue> key = key(OF_ALL, "told#" + what);
    AttributeValue before = item(key).get(TOLD);
    if (s(mark).equals(before)) {
      return Optional.empty();
    }
    ItemUpdate update =
        new ItemUpdate().set(TOLD, s(mark)).onlyIf(Condition.equalOrAbsent(TOLD, before));
    return writes.update(table, key, update).done()
        ? Optional.of(before == null ? "" : before.s())
        : Optional.empty();
  }

  /** It could not be told, and whoever comes next is to tell it. */
  void giveBack(String what, String mark, String before) {
    writes.update(
        table,
        key(OF_ALL, "told#" + what),
        new ItemUpdate().set(TOLD, s(before)).onlyIf(Condition.equal(TOLD, s(mark))));
  }

  private Optional<ObjectNode> read(Map<String, AttributeValue> key) {
    return Optional.ofNullable(item(key).get(FOUND))
        .map(found -> (ObjectNode) Json.stored(found.s()));
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return dynamodb.getItem(r -> r.tableName(table).key(key)).item();
  }

  private void write(Map<String, AttributeValue> key, ObjectNode found) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put(FOUND, s(Json.text(found)));
    dynamodb.putItem(r -> r.tableName(table).item(item));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", s(pk), "sk", s(sk));
  }
}
