package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Changes of a log's state, each together with its counters: one transaction, so that neither is
 * ever without the other.
 */
@Singleton
class CountedWrites {

  private static final int TRIES = 8;
  private static final int LONGEST_PAUSE_MILLIS = 400;

  private final DynamoDbClient dynamodb;
  private final CounterGenerations generations;
  private final String logs;
  private final String counters;

  CountedWrites(DynamoDbClient dynamodb, CounterGenerations generations, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.generations = generations;
    this.logs = settings.tables().leadLogs();
    this.counters = settings.tables().bookkeeping();
  }

  /** The generation that a change of this log is counted in. */
  int generation(LeadLog seen) {
    int current = generations.current().writing();
    return seen.counted() == null
        ? current
        : Math.max(current, Counted.read(seen.counted()).generation());
  }

  /**
   * @param update conditional on the log being as it was seen
   * @param after how the log is to stand in the counters then; null for not at all
   * @return false when it had changed
   */
  boolean write(LeadLog seen, ItemUpdate update, Counted after) {
    Counted before = Counted.read(seen.counted());
    if (Objects.equals(before, after)) {
      return alone(seen, update);
    }
    update.put("counted", after, counted -> s(counted.text()));
    if (before == null) {
      update.onlyIfAbsent("counted");
    } else {
      update.onlyIf("counted", "=", s(before.text()));
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(write(update.inTransaction(logs, key(seen))));
    Counters.move(counters, seen.leadgenId(), before, after)
        .forEach(move -> writes.add(write(move)));
    return together(writes);
  }

  private boolean alone(LeadLog seen, ItemUpdate update) {
    try {
      dynamodb.updateItem(update.of(logs, key(seen)));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return update.isDoneIn(refused.item());
    }
  }

  private boolean together(List<TransactWriteItem> writes) {
    for (int tried = 1; ; tried++) {
      try {
        dynamodb.transactWriteItems(r -> r.transactItems(writes));
        return true;
      } catch (TransactionCanceledException e) {
        if (isRefused(e)) {
          return false;
        }
        if (tried == TRIES) {
          throw e;
        }
        pause(tried);
      }
    }
  }

  private static boolean isRefused(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
  }

  /** Another transaction has the same counters in hand: they take a few milliseconds. */
  private static void pause(int tried) {
    int longest = Math.min(LONGEST_PAUSE_MILLIS, 10 << tried);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }

  private static Map<String, AttributeValue> key(LeadLog log) {
    return Map.of("leadgenId", s(log.leadgenId().text()));
  }
}
