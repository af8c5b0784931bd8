package dev.leadlog.log;

import dev.leadlog.dynamodb.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One conditional update of an item. Every name and value is a placeholder, so that no word is a
 * reserved one.
 */
final class ItemUpdate {

  private final List<String> sets = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final WriteMark mark = WriteMark.another();

  ItemUpdate set(String name, AttributeValue value) {
    sets.add(name(name) + " = " + value(value));
    return this;
  }

  ItemUpdate increase(String name, int by) {
    sets.add(name(name) + " = " + name(name) + " + " + value(Attributes.n(by)));
    return this;
  }

  ItemUpdate remove(String... attributes) {
    for (String attribute : attributes) {
      removals.add(name(attribute));
    }
    return this;
  }

  /** Sets what there is, and removes what is null. */
  <T> ItemUpdate put(String name, T value, Function<T, AttributeValue> as) {
    return value == null ? remove(name) : set(name, as.apply(value));
  }

  /** Sets what there is, and leaves what stands there when it is null. */
  <T> ItemUpdate keep(String name, T value, Function<T, AttributeValue> as) {
    return value == null ? this : set(name, as.apply(value));
  }

  ItemUpdate onlyIf(String name, String comparison, AttributeValue value) {
    conditions.add(name(name) + " " + comparison + " " + value(value));
    return this;
  }

  ItemUpdate onlyIfSize(String name, int size) {
    conditions.add("size(" + name(name) + ") = " + value(Attributes.n(size)));
    return this;
  }

  ItemUpdate onlyIfAbsent(String name) {
    conditions.add("attribute_not_exists(" + name(name) + ")");
    return this;
  }

  /** Whether it is this update that has made an item what it is, and so stands in its own way. */
  boolean isDoneIn(Map<String, AttributeValue> item) {
    return mark.isOn(item);
  }

  /** By itself, with its mark; once. */
  UpdateItemRequest of(String table, Map<String, AttributeValue> key) {
    set(WriteMark.NAME, mark.value());
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression())
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The same as a part of a transaction, which the SDK marks itself. */
  Update inTransaction(String table, Map<String, AttributeValue> key) {
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression())
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private String expression() {
    String set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
    String remove = removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals);
    return (set + remove).strip();
  }

  private String name(String attribute) {
    String placeholder = "#" + attribute;
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
