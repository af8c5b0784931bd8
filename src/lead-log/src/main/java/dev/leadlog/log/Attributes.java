package dev.leadlog.log;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short ways to and from DynamoDB's attribute values. */
final class Attributes {

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue b(boolean value) {
    return AttributeValue.fromBool(value);
  }

  static AttributeValue time(Instant time) {
    return s(Times.text(time));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  static Instant time(Map<String, AttributeValue> item, String name) {
    String text = text(item, name);
    return text == null ? null : Instant.parse(text);
  }

  static int number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Integer.parseInt(value.n());
  }

  static Boolean flag(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.bool();
  }

  private Attributes() {}
}
