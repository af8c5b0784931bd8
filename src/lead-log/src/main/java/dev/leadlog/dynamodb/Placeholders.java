package dev.leadlog.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects the names and values of an expression. Each gets a placeholder, because many words are
 * reserved in DynamoDB.
 */
public final class Placeholders {

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  public String name(String attribute) {
    String placeholder = "#" + attribute;
    names.put(placeholder, attribute);
    return placeholder;
  }

  /** The same for a name that cannot be a placeholder itself, such as one with a space. */
  public String numberedName(String attribute) {
    String placeholder = "#n" + names.size();
    names.put(placeholder, attribute);
    return placeholder;
  }

  public String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  public Map<String, String> names() {
    return names;
  }

  /** Null if there are no values: DynamoDB rejects an empty map. */
  public Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }
}
