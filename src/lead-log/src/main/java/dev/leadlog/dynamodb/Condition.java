package dev.leadlog.dynamodb;

import java.util.Arrays;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition that DynamoDB checks in the same step as the write. */
public interface Condition {

  /** Returns the condition as an expression whose names and values are placeholders. */
  String expression(Placeholders placeholders);

  static Condition equal(String name, AttributeValue value) {
    return compare(name, "=", value);
  }

  /** Also false if the attribute is absent. */
  static Condition less(String name, AttributeValue value) {
    return compare(name, "<", value);
  }

  /** Also false if the attribute is absent. */
  static Condition atMost(String name, AttributeValue value) {
    return compare(name, "<=", value);
  }

  /** Also false if the attribute is absent. */
  static Condition atLeast(String name, AttributeValue value) {
    return compare(name, ">=", value);
  }

  static Condition different(String name, AttributeValue value) {
    return compare(name, "<>", value);
  }

  static Condition absent(String name) {
    return p -> "attribute_not_exists(" + p.name(name) + ")";
  }

  static Condition present(String name) {
    return p -> "attribute_exists(" + p.name(name) + ")";
  }

  /** Equal to the value; without a value, absent. */
  static Condition equalOrAbsent(String name, AttributeValue value) {
    return value == null ? absent(name) : equal(name, value);
  }

  static Condition size(String name, int size) {
    return p -> "size(" + p.name(name) + ") = " + p.value(Attributes.n(size));
  }

  static Condition any(Condition... conditions) {
    return joined(" OR ", conditions);
  }

  static Condition all(Condition... conditions) {
    return joined(" AND ", conditions);
  }

  /** Returns a single condition without parentheses: DynamoDB rejects redundant ones. */
  private static Condition joined(String by, Condition... conditions) {
    if (conditions.length == 1) {
      return conditions[0];
    }
    return p ->
        Arrays.stream(conditions)
            .map(condition -> condition.expression(p))
            .collect(Collectors.joining(by, "(", ")"));
  }

  private static Condition compare(String name, String operator, AttributeValue value) {
    return p -> p.name(name) + " " + operator + " " + p.value(value);
  }
}
