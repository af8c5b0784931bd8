package dev.leadlog.stats;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.stats.HourCounts.Hour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters of logs that a benchmark has put into the table past the stream. */
public final class StandingCounts {

  private final Map<Hour, Map<String, Long>> hours = new HashMap<>();

  public void add(Map<String, AttributeValue> log) {
    CountedLead.of(log, new Generations.Known(List.of(), 0))
        .ifPresent(
            lead ->
                HourCounts.add(
                    hours.computeIfAbsent(Hour.of(lead), hour -> new TreeMap<>()), lead, 1));
  }

  /** The items of all logs that were added so far. */
  public List<Map<String, AttributeValue>> items() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    hours.forEach(
        (hour, numbers) -> {
          Map<String, AttributeValue> item = new HashMap<>(hour.key());
          numbers.forEach((name, number) -> item.put(name, Attributes.n(number)));
          items.add(item);
        });
    return items;
  }
}
