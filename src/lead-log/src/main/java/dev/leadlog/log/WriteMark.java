package dev.leadlog.log;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells a conditional write from another one's. When the answer to it is lost, the SDK writes once
 * more, and is refused for what it has written itself.
 */
public record WriteMark(AttributeValue value) {

  /** The attribute that holds it. */
  public static final String NAME = "writtenAs";

  /** A mark that no other write has. */
  public static WriteMark another() {
    return new WriteMark(AttributeValue.fromS(UUID.randomUUID().toString()));
  }

  /** Puts a mark of its own on an item that is to be written. */
  public static WriteMark on(Map<String, AttributeValue> item) {
    WriteMark mark = another();
    item.put(NAME, mark.value());
    return mark;
  }

  /**
   * @param stored what stands there instead, as the refusal says
   */
  public boolean isOn(Map<String, AttributeValue> stored) {
    return value.equals(stored.get(NAME));
  }
}
