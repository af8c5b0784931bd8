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
 * The number of entries that one call for a list requests. If Graph asks for less data, the limit
 * is halved and stored; it is doubled only once a day, because each attempt that is too large costs
 * a call.
 *
 * @param changedAt when it was last halved or doubled; null for the full limit
 */
record ListLimit(int entries, Instant changedAt) {

  static final ListLimit FULL = new ListLimit(FormReader.MOST_ENTRIES, null);

  private static final Duration UNTIL_DOUBLED = Duration.ofDays(1);

  /** Reads the stored limit; the full limit has no attribute. */
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

  /** Returns the initial limit of a list. */
  ListLimit grown(Instant now) {
    if (isFull() || now.isBefore(changedAt.plus(UNTIL_DOUBLED))) {
      return this;
    }
    int doubled = 2 * entries;
    return doubled >= FULL.entries ? FULL : new ListLimit(doubled, now);
  }
}
