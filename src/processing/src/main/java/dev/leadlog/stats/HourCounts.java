package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The items of the counters in {@code Bookkeeping}: {@code stat#<generation>#<month>} / {@code
 * <day>T<hour>}, with a number for each quarter of the hour, status, source and platform. The names
 * of the numbers are short, because a year of them is read at once: what is counted ({@code n}
 * leads, {@code t} timed leads, {@code s} their seconds), the quarter 0 to 3, the first letters of
 * status and source, and the platform, as in {@code n2PWFacebook}.
 */
final class HourCounts {

  static final char LEADS = 'n';
  static final char TIMED = 't';
  static final char SECONDS = 's';

  private static final int QUARTERS = 4;
  private static final int QUARTER_MINUTES = 15;

  /** The key of an item. */
  record Hour(int generation, Instant begin) implements Comparable<Hour> {

    static Hour of(CountedLead lead) {
      return new Hour(
          lead.generation(), lead.quarter().minusSeconds(lead.quarter().getEpochSecond() % 3600));
    }

    Map<String, AttributeValue> key() {
      return Map.of("pk", s(partition(generation, LogKeys.month(begin))), "sk", s(sortKey(begin)));
    }

    @Override
    public int compareTo(Hour other) {
      int byTime = begin.compareTo(other.begin);
      return byTime != 0 ? byTime : Integer.compare(generation, other.generation);
    }
  }

  static String partition(int generation, YearMonth month) {
    return "stat#" + generation + "#" + month;
  }

  /** As {@code 2026-02-28T08}. */
  static String sortKey(Instant hour) {
    return hour.toString().substring(0, "2026-02-28T08".length());
  }

  static Instant begin(String sortKey) {
    return Instant.parse(sortKey + ":00:00Z");
  }

  /** What a lead adds to the numbers of its hour. */
  static void add(Map<String, Long> numbers, CountedLead lead, int sign) {
    numbers.merge(name(LEADS, lead), (long) sign, Long::sum);
    if (lead.seconds() != null) {
      numbers.merge(name(TIMED, lead), (long) sign, Long::sum);
      numbers.merge(name(SECONDS, lead), sign * lead.seconds(), Long::sum);
    }
  }

  private static String name(char what, CountedLead lead) {
    OffsetDateTime quarter = lead.quarter().atOffset(ZoneOffset.UTC);
    return ""
        + what
        + quarter.getMinute() / QUARTER_MINUTES
        + lead.status().text().charAt(0)
        + lead.source().text().charAt(0)
        + lead.platform();
  }

  /** Adds numbers to an item. */
  static Update update(String table, Hour hour, Map<String, Long> numbers) {
    Placeholders placeholders = new Placeholders();
    List<String> additions = new ArrayList<>();
    new TreeMap<>(numbers)
        .forEach(
            (name, number) ->
                additions.add(
                    placeholders.numberedName(name) + " " + placeholders.value(n(number))));
    return Update.builder()
        .tableName(table)
        .key(hour.key())
        .updateExpression("ADD " + String.join(", ", additions))
        .expressionAttributeNames(placeholders.names())
        .expressionAttributeValues(placeholders.values())
        .build();
  }

  /** Reads the numbers of an item. */
  static void read(Map<String, AttributeValue> item, Sums sums) {
    Instant begin = begin(item.get("sk").s());
    Instant[] quarters = new Instant[QUARTERS];
    for (int i = 0; i < QUARTERS; i++) {
      quarters[i] = begin.plusSeconds(60L * QUARTER_MINUTES * i);
    }
    Sums.Hour hour = sums.hour(quarters);
    item.forEach(
        (name, value) -> {
          if (value.n() != null) {
            hour.add(
                name.charAt(0),
                name.charAt(1) - '0',
                status(name.charAt(2)),
                source(name.charAt(3)),
                name.substring(4),
                Long.parseLong(value.n()));
          }
        });
  }

  private static Status status(char letter) {
    for (Status status : Status.values()) {
      if (status != Status.PENDING && status.text().charAt(0) == letter) {
        return status;
      }
    }
    throw new IllegalStateException("a counter has the status letter " + letter);
  }

  private static Source source(char letter) {
    for (Source source : Source.values()) {
      if (source.text().charAt(0) == letter) {
        return source;
      }
    }
    throw new IllegalStateException("a counter has the source letter " + letter);
  }

  private HourCounts() {}
}
