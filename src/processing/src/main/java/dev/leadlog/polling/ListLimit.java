package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.graph.FormReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many entries of a list one call asks for. Graph may ask for less, and the smaller limit is
 * remembered; it is doubled again once a day, because each attempt that is too large costs a call.
 *
 * @param changedAt when it was halved or doubled last; null for the full limit
 */
record ListLimit(int entries, Instant changedAt) {

  static final ListLimit FULL = new ListLimit(FormReader.MOST_ENTRIES, null);

  private static final Duration UNTIL_DOUBLED = Duration.ofDays(1);

  /** The limit that an item keeps; the full one takes no attribute. */
  static ListLimit of(Map<String, AttributeValue> item) {
    return item.containsKey("limit")
        ? new ListLimit(number(item, "limit"), time(item, "limitAt"))
        : FULL;
  }

  void putInto(Map<String, AttributeValue> item) {
    if (!isFull()) {
      item.put("limit", n(entries));
      item.put("limitAt", time(changedAt));
    }
  }

  boolean isFull() {
    return entries >= FULL.entries;
  }

  boolean canBeHalved() {
    return entries > 1;
  }

  ListLimit halved(Instant now) {
    return new ListLimit(Math.max(1, entries / 2), now);
  }

  /** The limit to begin a list with. */
  ListLimit grown(Instant now) {
    if (isFull() || now.isBefore(changedAt.plus(UNTIL_DOUBLED))) {
      return this;
    }
    int doubled = 2 * entries;
    return doubled >= FULL.entries ? FULL : new ListLimit(doubled, now);
  }
}
