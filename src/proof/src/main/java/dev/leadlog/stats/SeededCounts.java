package dev.leadlog.stats;

import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.stats.HourCounts.Hour;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters of logs that a benchmark writes directly to the table. */
public final class SeededCounts {

  private final Map<Hour, Map<String, BigInteger>> hours = new HashMap<>();

  public void add(Map<String, AttributeValue> log) {
    CountedLead.of(log, new CounterGenerations.Generations(List.of(), 0)).ifPresent(this::add);
  }

  /** Counts one lead of every status, source and platform in a quarter of an hour. */
  public void addOneOfEach(Instant quarter, List<String> platforms) {
    for (Status status : Status.values()) {
      for (Source source : Source.values()) {
        for (String platform : platforms) {
          if (status != Status.PENDING) {
            Long seconds = status == Status.PROCESSED ? 86_400L : null;
            add(new CountedLead(0, quarter, status, source, platform, seconds));
          }
        }
      }
    }
  }

  private void add(CountedLead lead) {
    HourCounts.add(hours.computeIfAbsent(Hour.of(lead), hour -> new TreeMap<>()), lead, 1);
  }

  /** The items of all logs that were added so far. */
  public List<Map<String, AttributeValue>> items() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    hours.forEach(
        (hour, numbers) -> {
          Map<String, AttributeValue> item = new HashMap<>(hour.key());
          numbers.forEach((name, number) -> item.put(name, HourCounts.value(number)));
          items.add(item);
        });
    return items;
  }
}
