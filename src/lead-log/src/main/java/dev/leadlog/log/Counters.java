package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.text.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The counters in {@code Bookkeeping}: under {@code stat#<UTC day>} an item for every hour,
 * generation and shard, with a number for every quarter, status, source and platform. A day is one
 * partition, so that a year is read with a few hundred queries; shards keep those that change at
 * once from each other's transactions.
 */
final class Counters {

  static final int SHARDS = 32;

  private static final String LEADS = "leads";
  private static final String SECONDS = "seconds";
  private static final String TIMED = "timed";

  /** What leaves one place in the counters and comes to another; either may be null. */
  static List<Update> move(String table, LeadgenId id, Counted before, Counted after) {
    Map<Map<String, AttributeValue>, Map<String, Long>> changes = new HashMap<>();
    add(changes, id, before, -1);
    add(changes, id, after, 1);
    List<Update> updates = new ArrayList<>();
    changes.forEach((key, numbers) -> updates.add(update(table, key, numbers)));
    return updates;
  }

  private static void add(
      Map<Map<String, AttributeValue>, Map<String, Long>> changes,
      LeadgenId id,
      Counted counted,
      int sign) {
    if (counted == null) {
      return;
    }
    Map<String, Long> numbers = changes.computeIfAbsent(key(id, counted), k -> new TreeMap<>());
    numbers.merge(name(counted, LEADS), (long) sign, Long::sum);
    if (counted.seconds() != null) {
      numbers.merge(name(counted, TIMED), (long) sign, Long::sum);
      numbers.merge(name(counted, SECONDS), sign * counted.seconds(), Long::sum);
    }
  }

  private static Update update(
      String table, Map<String, AttributeValue> key, Map<String, Long> numbers) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> additions = new ArrayList<>();
    numbers.forEach(
        (name, number) -> {
          String placeholder = Integer.toString(names.size());
          names.put("#" + placeholder, name);
          values.put(":" + placeholder, n(number));
          additions.add("#" + placeholder + " :" + placeholder);
        });
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression("ADD " + String.join(", ", additions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  static String partition(Instant quarter) {
    return "stat#" + Times.day(quarter);
  }

  private static Map<String, AttributeValue> key(LeadgenId id, Counted counted) {
    return Map.of(
        "pk", s(partition(counted.quarter())),
        "sk",
            s(
                "%02d#%d#%d"
                    .formatted(
                        counted.quarter().atOffset(ZoneOffset.UTC).getHour(),
                        counted.generation(),
                        id.shard(SHARDS))));
  }

  /** The platform comes last: it may be any text. */
  private static String name(Counted counted, String what) {
    return String.join(
        "|",
        counted.quarter().toString(),
        counted.status().text(),
        counted.source().text(),
        what,
        counted.platform());
  }

  /** Adds up what an item says. */
  static void read(Map<String, AttributeValue> item, int leastGeneration, Sums sums) {
    int generation = Integer.parseInt(item.get("sk").s().split("#")[1]);
    if (generation < leastGeneration) {
      return;
    }
    item.forEach(
        (name, value) -> {
          if (value.n() != null) {
            sums.add(name.split("\\|", 5), Long.parseLong(value.n()));
          }
        });
  }

  /** Sums by quarter, status, source and platform. */
  static final class Sums {

    private final Map<String, long[]> sums = new TreeMap<>();

    private void add(String[] name, long number) {
      long[] sum =
          sums.computeIfAbsent(
              String.join("|", name[0], name[1], name[2], name[4]), k -> new long[3]);
      switch (name[3]) {
        case LEADS -> sum[0] += number;
        case TIMED -> sum[1] += number;
        default -> sum[2] += number;
      }
    }

    List<LeadCount> counts() {
      List<LeadCount> counts = new ArrayList<>();
      sums.forEach(
          (name, sum) -> {
            String[] key = name.split("\\|", 4);
            counts.add(
                new LeadCount(
                    Instant.parse(key[0]),
                    Status.of(key[1]).orElseThrow(),
                    Source.of(key[2]).orElseThrow(),
                    key[3],
                    sum[0],
                    sum[1],
                    sum[2]));
          });
      return counts;
    }
  }

  private Counters() {}
}
