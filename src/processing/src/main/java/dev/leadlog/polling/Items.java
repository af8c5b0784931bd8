package dev.leadlog.polling;

import dev.leadlog.log.Times;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short ways to and from the attributes of {@code Bookkeeping}. */
final class Items {

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
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

  /** Nothing where there is nothing. */
  static void put(Map<String, AttributeValue> item, String name, Instant time) {
    if (time != null) {
      item.put(name, time(time));
    }
  }

  private Items() {}
}
