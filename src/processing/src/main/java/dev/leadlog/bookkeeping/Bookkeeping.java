package dev.leadlog.bookkeeping;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads and writes items of the table {@code Bookkeeping} by their partition and sort key. If
 * DynamoDB is unavailable, the SDK exception propagates.
 */
@Singleton
public class Bookkeeping {

  private static final int KEYS_A_CALL = 100;

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;

  public Bookkeeping(DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().bookkeeping();
  }

  /**
   * @return empty if there is no such item
   */
  public Map<String, AttributeValue> read(String pk, String sk) {
    return dynamodb.getItem(r -> r.tableName(table).key(key(pk, sk)).consistentRead(true)).item();
  }

  /**
   * Reads items with the same sort key, 100 in one call.
   *
   * @return the items that exist, by their partition key
   */
  public Map<String, Map<String, AttributeValue>> read(List<String> pks, String sk) {
    Map<String, Map<String, AttributeValue>> byPk = new HashMap<>();
    for (List<String> part : BoundedExecutor.parts(pks, KEYS_A_CALL)) {
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(part.stream().map(pk -> key(pk, sk)).toList())
              .consistentRead(true)
              .build();
      dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
          .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
          .forEach(item -> byPk.put(text(item, "pk"), item));
    }
    return byPk;
  }

  /** Puts an item with these attributes. It replaces an existing item with the same key. */
  public void put(String pk, String sk, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key(pk, sk));
    dynamodb.putItem(r -> r.tableName(table).item(item));
  }

  /**
   * Updates an item if the update's conditions hold.
   *
   * @return whether the item now has the values of the update
   */
  public boolean update(String pk, String sk, ItemUpdate update) {
    return updated(pk, sk, update).isPresent();
  }

  /**
   * Updates an item like {@link #update} and returns the item after the update; empty if the
   * conditions do not hold.
   */
  public Optional<Map<String, AttributeValue>> updated(String pk, String sk, ItemUpdate update) {
    ConditionalWrites.Result result = writes.update(table, key(pk, sk), update);
    return result.done() ? Optional.of(result.item()) : Optional.empty();
  }

  public void delete(String pk, String sk) {
    dynamodb.deleteItem(r -> r.tableName(table).key(key(pk, sk)));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", s(pk), "sk", s(sk));
  }
}
