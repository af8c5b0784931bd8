package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.stats.HourCounts.Hour;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Counts the changes of lead logs. The counts of a batch and its position in the stream shard are
 * written in one transaction, so a batch that is delivered twice, split differently or interrupted
 * is counted once. If DynamoDB is unavailable, the SDK exception propagates, and the batch is
 * delivered again.
 */
@Singleton
public class StatisticsStream {

  /** A transaction accepts 100 items. */
  static final int HOURS_A_TRANSACTION = 90;

  /** Stream shards are counted in parallel, and their transactions conflict in the same hours. */
  private static final int TRIES = 12;

  private static final int LONGEST_PAUSE_MILLIS = 400;
  private static final String POSITION = "position";

  /** A stream keeps its records for a day, so no batch of the shard arrives later. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final DynamoDbClient dynamodb;
  private final String table;
  private final Clock clock;

  StatisticsStream(DynamoDbClient dynamodb, LeadlogSettings settings, Clock clock) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
    this.clock = clock;
  }

  /**
   * Counts a batch.
   *
   * @param shard the id of the stream shard
   * @param batch the records in the order of the shard
   */
  public void count(String shard, List<StreamRecord> batch) {
    for (int tried = 1; !tryCount(shard, batch, tried); tried++) {
      pause(tried);
    }
  }

  /** Returns false if another call has written the same shard or hour in the meantime. */
  private boolean tryCount(String shard, List<StreamRecord> batch, int tried) {
    StoredState known = known(shard);
    List<StreamRecord> left =
        batch.stream().filter(record -> record.position().compareTo(known.position()) > 0).toList();
    Part part = new Part();
    try {
      for (StreamRecord record : left) {
        if (!part.takes(record, known.generations())) {
          write(shard, part);
          part = new Part();
          part.takes(record, known.generations());
        }
      }
      write(shard, part);
      return true;
    } catch (TransactionCanceledException e) {
      if (tried == TRIES) {
        throw e;
      }
      return false;
    }
  }

  /** The stored state before a batch is counted. */
  private record StoredState(String position, CounterGenerations.Generations generations) {}

  private StoredState known(String shard) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(key(shard), CounterGenerations.KEY)
            .consistentRead(true)
            .build();
    List<Map<String, AttributeValue>> items =
        dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
            .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
            .toList();
    Map<String, AttributeValue> position = item(items, key(shard));
    return new StoredState(
        Objects.requireNonNullElse(Attributes.text(position, POSITION), ""),
        CounterGenerations.Generations.read(item(items, CounterGenerations.KEY)));
  }

  private static Map<String, AttributeValue> item(
      List<Map<String, AttributeValue>> items, Map<String, AttributeValue> key) {
    return items.stream()
        .filter(
            item -> item.get("pk").equals(key.get("pk")) && item.get("sk").equals(key.get("sk")))
        .findFirst()
        .orElse(Map.of());
  }

  /**
   * A part whose changes sum up to zero needs no stored position, because counting it again has no
   * effect.
   */
  private void write(String shard, Part part) {
    List<TransactWriteItem> writes = part.updates();
    if (!writes.isEmpty()) {
      writes.add(write(position(shard, part)));
      dynamodb.transactWriteItems(r -> r.transactItems(writes));
    }
  }

  private Update position(String shard, Part part) {
    Placeholders placeholders = new Placeholders();
    String set =
        "SET %s = %s, %s = %s"
            .formatted(
                placeholders.name(POSITION),
                placeholders.value(s(part.last.position())),
                placeholders.name("expiresAt"),
                placeholders.value(n(clock.instant().plus(KEPT).getEpochSecond())));
    Condition older =
        Condition.any(
            Condition.absent(POSITION), Condition.less(POSITION, s(part.first.position())));
    return Update.builder()
        .tableName(table)
        .key(key(shard))
        .updateExpression(set)
        .conditionExpression(older.expression(placeholders))
        .expressionAttributeNames(placeholders.names())
        .expressionAttributeValues(placeholders.values())
        .build();
  }

  private static Map<String, AttributeValue> key(String shard) {
    return Map.of("pk", s("stream"), "sk", s(shard));
  }

  private static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }

  private static void pause(int tried) {
    int longest = Math.min(LONGEST_PAUSE_MILLIS, 10 << tried);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Consecutive records that change no more hours than one transaction accepts. */
  private final class Part {

    private final Map<Hour, Map<String, BigInteger>> changes = new TreeMap<>();
    private StreamRecord first;
    private StreamRecord last;

    /** Adds a record; false if the part would have too many hours. */
    boolean takes(StreamRecord record, CounterGenerations.Generations generations) {
      Optional<CountedLead> before = CountedLead.of(record.before(), generations);
      // A log that is removed, for example by TTL, is still counted as a lead.
      Optional<CountedLead> after =
          record.after().isEmpty() ? before : CountedLead.of(record.after(), generations);
      if (!before.equals(after)) {
        if (changes.size() > HOURS_A_TRANSACTION - 2) {
          return false;
        }
        before.ifPresent(lead -> add(lead, -1));
        after.ifPresent(lead -> add(lead, 1));
      }
      first = first == null ? record : first;
      last = record;
      return true;
    }

    private void add(CountedLead lead, int sign) {
      HourCounts.add(changes.computeIfAbsent(Hour.of(lead), h -> new TreeMap<>()), lead, sign);
    }

    List<TransactWriteItem> updates() {
      List<TransactWriteItem> updates = new ArrayList<>();
      changes.forEach(
          (hour, numbers) -> {
            numbers.values().removeIf(number -> number.signum() == 0);
            if (!numbers.isEmpty()) {
              updates.add(write(HourCounts.update(table, hour, numbers)));
            }
          });
      return updates;
    }
  }
}
