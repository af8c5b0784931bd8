package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads items of {@code Bookkeeping}, 100 with the same sort key in one call. */
@Singleton
class BookkeepingItems {

  private static final int KEYS_A_CALL = 100;

  private final DynamoDbClient dynamodb;
  private final String table;

  BookkeepingItems(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", s(pk), "sk", s(sk));
  }

  /** A limit that is kept in an item; the full one takes no attribute. */
  static ListLimit limit(Map<String, AttributeValue> item) {
    return item.containsKey("limit")
        ? new ListLimit(number(item, "limit"), time(item, "limitAt"))
        : ListLimit.FULL;
  }

  static void put(Map<String, AttributeValue> item, ListLimit limit) {
    if (!limit.isFull()) {
      item.put("limit", n(limit.entries()));
      item.put("limitAt", time(limit.changedAt()));
    }
  }

  /**
   * @return empty where there is no such item
   */
  Map<String, AttributeValue> read(String pk, String sk) {
    return dynamodb.getItem(r -> r.tableName(table).key(key(pk, sk)).consistentRead(true)).item();
  }

  /**
   * @return the items that exist, by their partition key
   */
  Map<String, Map<String, AttributeValue>> read(List<String> pks, String sk) {
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
}
