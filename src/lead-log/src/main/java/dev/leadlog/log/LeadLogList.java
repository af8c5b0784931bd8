package dev.leadlog.log;

import static dev.leadlog.log.Attributes.s;

import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SideBySide;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Lists logs, newest first, by index and never by scan: day by day, each day's shards merged. A
 * request ends after so many index queries, with what it has and the place to go on from.
 */
@Singleton
public class LeadLogList {

  private static final int QUERIES_A_REQUEST = 200;

  private static final List<Integer> ALL_SHARDS =
      IntStream.range(0, Keys.DAY_SHARDS).boxed().toList();

  private final SideBySide sideBySide = new SideBySide("list", Keys.DAY_SHARDS);

  private final DynamoDbClient dynamodb;
  private final String table;

  LeadLogList(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
  }

  /**
   * @param filter with {@code from} and {@code to}
   * @param limit items at most
   * @param after where an earlier list ended; null for the beginning
   */
  public LeadLogPage list(LeadLogFilter filter, int limit, ListPosition after) {
    ListPosition start = after == null ? new ListPosition(Times.text(filter.to())) : after;
    return new Reading(filter, limit).from(start);
  }

  /** One request's way through days and shards. */
  private final class Reading {

    private final LeadLogFilter filter;
    private final int limit;
    private final String lowest;
    private final List<LeadLog> items = new ArrayList<>();
    private int queriesLeft = QUERIES_A_REQUEST;

    Reading(LeadLogFilter filter, int limit) {
      this.filter = filter;
      this.limit = limit;
      this.lowest = Times.text(filter.from());
    }

    LeadLogPage from(ListPosition start) {
      ListPosition position = start;
      LocalDate last = Times.day(filter.from());
      for (LocalDate day = Times.day(start.time()); !day.isBefore(last); day = day.minusDays(1)) {
        if (queriesLeft < Keys.DAY_SHARDS) {
          return new LeadLogPage(items, position);
        }
        ListPosition stopped = readDay(day, position.key());
        if (stopped != null) {
          return new LeadLogPage(items, stopped);
        }
        position = new ListPosition(Times.text(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
      }
      return new LeadLogPage(items, null);
    }

    /** Returns the place where it had to stop, or null when the day was read to its end. */
    private ListPosition readDay(LocalDate day, String below) {
      PriorityQueue<Shard> shards =
          new PriorityQueue<>(Comparator.comparing(Shard::newest).reversed());
      sideBySide
          .each(ALL_SHARDS, number -> read(day, number, below))
          .forEach(shard -> addUnlessEmpty(shards, shard));
      queriesLeft -= Keys.DAY_SHARDS;
      String examined = below;
      while (!shards.isEmpty()) {
        if (items.size() == limit) {
          return new ListPosition(examined);
        }
        Shard shard = shards.poll();
        examined = shard.newest();
        LeadLog log = shard.take();
        if (filter.matches(log)) {
          items.add(log);
        }
        if (shard.isTakenButGoesOn()) {
          if (queriesLeft-- == 0) {
            return new ListPosition(examined);
          }
          shard = read(day, shard.number, examined);
        }
        addUnlessEmpty(shards, shard);
      }
      return null;
    }

    private Shard read(LocalDate day, int shard, String below) {
      QueryResponse answer =
          dynamodb.query(
              r ->
                  r.tableName(table)
                      .indexName(index())
                      .keyConditionExpression("#shard = :shard AND #key < :below")
                      .expressionAttributeNames(
                          Map.of("#shard", partitionName(), "#key", Keys.RECEIVED_KEY))
                      .expressionAttributeValues(
                          Map.of(":shard", partition(day, shard), ":below", s(below)))
                      .scanIndexForward(false)
                      .limit(limit));
      List<LeadLog> read =
          answer.items().stream()
              .map(LeadLogItem::read)
              .takeWhile(log -> key(log).compareTo(lowest) >= 0)
              .toList();
      return new Shard(
          shard, read, answer.hasLastEvaluatedKey() && read.size() == answer.items().size());
    }

    private void addUnlessEmpty(PriorityQueue<Shard> shards, Shard shard) {
      if (shard.hasMore()) {
        shards.add(shard);
      }
    }

    private String index() {
      return filter.pageId() != null
          ? Keys.BY_PAGE
          : filter.status() != null ? Keys.BY_STATUS : Keys.BY_DAY;
    }

    private String partitionName() {
      return filter.pageId() != null
          ? Keys.PAGE_DAY_SHARD
          : filter.status() != null ? Keys.STATUS_DAY_SHARD : Keys.DAY_SHARD;
    }

    private AttributeValue partition(LocalDate day, int shard) {
      if (filter.pageId() != null) {
        return s(Keys.valueDayShard(filter.pageId().text(), day, shard));
      }
      return s(
          filter.status() != null
              ? Keys.valueDayShard(filter.status().text(), day, shard)
              : Keys.dayShard(day, shard));
    }

    /** What was read of one shard and not shown yet. */
    private final class Shard {

      private final int number;
      private final List<LeadLog> read;
      private final boolean goesOn;
      private int taken;

      Shard(int number, List<LeadLog> read, boolean goesOn) {
        this.number = number;
        this.read = read;
        this.goesOn = goesOn;
      }

      boolean hasMore() {
        return taken < read.size();
      }

      String newest() {
        return key(read.get(taken));
      }

      LeadLog take() {
        return read.get(taken++);
      }

      boolean isTakenButGoesOn() {
        return goesOn && !hasMore();
      }
    }
  }

  private static String key(LeadLog log) {
    return Keys.receivedKey(log.leadgenId(), log.receivedTime());
  }
}
