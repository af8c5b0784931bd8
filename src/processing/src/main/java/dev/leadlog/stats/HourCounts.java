package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
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
 * Reads and updates the counter items in {@code Bookkeeping}: {@code stat#<generation>#<month>} /
 * {@code <day>T<hour>}, with the {@link LeadCounts} of each quarter of the hour, status, source and
 * platform. The attribute names are short, because a year of items is read at once: the quarter 0
 * to 3, the first letters of status and source, and the platform, as in {@code 2PWFacebook}.
 */
final class HourCounts {

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

  /** Returns for example {@code 2026-02-28T08}. */
  static String sortKey(Instant hour) {
    return hour.toString().substring(0, "2026-02-28T08".length());
  }

  static Instant begin(String sortKey) {
    return Instant.parse(sortKey + ":00:00Z");
  }

  /** Adds a lead to the counts of its hour, or subtracts it. */
  static void add(Map<String, BigInteger> numbers, CountedLead lead, int sign) {
    LeadCounts counts =
        lead.seconds() == null
            ? new LeadCounts(sign, 0, 0)
            : new LeadCounts(sign, sign, sign * lead.seconds());
    numbers.merge(name(lead), counts.packed(), BigInteger::add);
  }

  private static String name(CountedLead lead) {
    OffsetDateTime quarter = lead.quarter().atOffset(ZoneOffset.UTC);
    return ""
        + quarter.getMinute() / QUARTER_MINUTES
        + lead.status().text().charAt(0)
        + lead.source().text().charAt(0)
        + lead.platform();
  }

  /** Returns the update that adds counts to an item. */
  static Update update(String table, Hour hour, Map<String, BigInteger> numbers) {
    Placeholders placeholders = new Placeholders();
    List<String> additions = new ArrayList<>();
    new TreeMap<>(numbers)
        .forEach(
            (name, number) ->
                additions.add(
                    placeholders.numberedName(name) + " " + placeholders.value(value(number))));
    return Update.builder()
        .tableName(table)
        .key(hour.key())
        .updateExpression("ADD " + String.join(", ", additions))
        .expressionAttributeNames(placeholders.names())
        .expressionAttributeValues(placeholders.values())
        .build();
  }

  static AttributeValue value(BigInteger number) {
    return AttributeValue.fromN(number.toString());
  }

  /** Adds the counts of an item to the totals. */
  static void read(Map<String, AttributeValue> item, PeriodTotals sums) {
    Instant begin = begin(item.get("sk").s());
    LocalDate[] days = new LocalDate[QUARTERS];
    for (int i = 0; i < QUARTERS; i++) {
      days[i] = sums.dayOf(begin.plusSeconds(60L * QUARTER_MINUTES * i));
    }
    item.forEach(
        (name, value) -> {
          LocalDate day = value.n() == null ? null : days[name.charAt(0) - '0'];
          if (day != null) {
            sums.add(
                day,
                status(name.charAt(1)),
                source(name.charAt(2)),
                name.substring(3),
                LeadCounts.unpacked(new BigInteger(value.n())));
          }
        });
  }

  private static Status status(char letter) {
    for (Status status : Status.values()) {
      if (status != Status.PENDING && status.text().charAt(0) == letter) {
        return status;
      }
    }
    throw new IllegalStateException("a counter has the unknown status letter " + letter);
  }

  private static Source source(char letter) {
    for (Source source : Source.values()) {
      if (source.text().charAt(0) == letter) {
        return source;
      }
    }
    throw new IllegalStateException("a counter has the unknown source letter " + letter);
  }

  private HourCounts() {}
}
