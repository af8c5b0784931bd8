package dev.leadlog.dynamodb;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Makes every conditional write. When the response to a write is lost, the SDK sends it again, and
 * DynamoDB rejects the second request because the first one has already changed the item. Each
 * write therefore stores an id, by which it recognises its own change.
 *
 * <p>If DynamoDB is unavailable, the SDK exception propagates.
 */
@Singleton
public class ConditionalWrites {

  /**
   * The result of a conditional write.
   *
   * @param done whether the write was applied
   * @param item the item after the write; if it was rejected, the current item, or an empty map if
   *     there is none
   */
  public record Result(boolean done, Map<String, AttributeValue> item) {}

  private final DynamoDbClient dynamodb;

  public ConditionalWrites(DynamoDbClient dynamodb) {
    this.dynamodb = dynamodb;
  }

  /** Updates an item if the update's conditions hold. */
  public Result update(String table, Map<String, AttributeValue> key, ItemUpdate update) {
    String condition = update.conditionExpression();
    try {
      return new Result(
          true,
          dynamodb
              .updateItem(
                  r ->
                      r.tableName(table)
                          .key(key)
                          .updateExpression(update.updateExpression())
                          .conditionExpression(condition)
                          .expressionAttributeNames(update.placeholders().names())
                          .expressionAttributeValues(update.placeholders().values())
                          .returnValues(ReturnValue.ALL_NEW)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException rejected) {
      return rejected(rejected, update.writeIdName(), update.writeId());
    }
  }

  /** Puts an item if the condition holds; it replaces an item with the same key. */
  public Result put(String table, Map<String, AttributeValue> item, Condition condition) {
    String writeId = ItemUpdate.newWriteId();
    Map<String, AttributeValue> identified = new HashMap<>(item);
    identified.put(ItemUpdate.WRITE_ID, Attributes.s(writeId));
    Placeholders placeholders = new Placeholders();
    String expression = condition.expression(placeholders);
    try {
      dynamodb.putItem(
          r ->
              r.tableName(table)
                  .item(identified)
                  .conditionExpression(expression)
                  .expressionAttributeNames(placeholders.names())
                  .expressionAttributeValues(placeholders.values())
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Result(true, identified);
    } catch (ConditionalCheckFailedException rejected) {
      return rejected(rejected, ItemUpdate.WRITE_ID, writeId);
    }
  }

  /**
   * Puts an item unless one with its key exists. The existing item is not returned, because a
   * function that calls this may have no permission to read. So this method cannot recognise its
   * own write: if the response is lost and the SDK repeats the write, the result is false.
   *
   * @param keyName the attribute of the table's partition key
   * @return false if an item with the key exists, also if this call has written it
   */
  public boolean insert(String table, Map<String, AttributeValue> item, String keyName) {
    Placeholders placeholders = new Placeholders();
    String expression = Condition.absent(keyName).expression(placeholders);
    try {
      dynamodb.putItem(
          r ->
              r.tableName(table)
                  .item(item)
                  .conditionExpression(expression)
                  .expressionAttributeNames(placeholders.names()));
      return true;
    } catch (ConditionalCheckFailedException there) {
      return false;
    }
  }

  private static Result rejected(
      ConditionalCheckFailedException rejected, String writeIdName, String writeId) {
    Map<String, AttributeValue> item = rejected.hasItem() ? rejected.item() : Map.of();
    return new Result(writeId.equals(Attributes.text(item, writeIdName)), item);
  }
}
