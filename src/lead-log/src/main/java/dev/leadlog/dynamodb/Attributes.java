package dev.leadlog.dynamodb;

import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to and from DynamoDB attribute values; an absent attribute is null. */
public final class Attributes {

  public static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  public static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  public static AttributeValue b(boolean value) {
    return AttributeValue.fromBool(value);
  }

  public static AttributeValue time(Instant time) {
    return s(Times.text(time));
  }

  public static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  public static Instant time(Map<String, AttributeValue> item, String name) {
    String text = text(item, name);
    return text == null ? null : Instant.parse(text);
  }

  public static int number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Integer.parseInt(value.n());
  }

  public static Boolean flag(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.bool();
  }

  /** Puts the attribute; does nothing if the value is null. */
  public static <T> void put(
      Map<String, AttributeValue> item, String name, T value, Function<T, AttributeValue> as) {
    if (value != null) {
      item.put(name, as.apply(value));
    }
  }

  /** Puts the time; does nothing if it is null. */
  public static void put(Map<String, AttributeValue> item, String name, Instant time) {
    put(item, name, time, Attributes::time);
  }

  private Attributes() {}
}
