package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Lists logs, newest first, by index and never by scan: day by day, each day's shards merged. Where
 * days show little, the next ones are read side by side with them. A request ends after so many
 * index queries, with what it has and the place to go on from.
 */
@Singleton
public class LeadLogList {

  private static final int QUERIES_A_REQUEST = 200;

  private static final List<Integer> ALL_SHARDS =
      IntStream.range(0, Keys.DAY_SHARDS).boxed().toList();

  /** A day that is read in vain costs a query a shard. */
  private static final int MOST_DAYS_AT_ONCE = 4;

  private final BoundedExecutor executor;

  private final DynamoDbClient dynamodb;
  private final String table;

  LeadLogList(DynamoDbClient dynamodb, LeadlogSettings settings, BoundedExecutor executor) {
    this.executor = executor;
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
      LocalDate day = Times.day(start.time());
      LocalDate last = Times.day(filter.from());
      for (int atOnce = 1; !day.isBefore(last); atOnce = Math.min(2 * atOnce, MOST_DAYS_AT_ONCE)) {
        int days = Math.min(atOnce, queriesLeft / Keys.DAY_SHARDS);
        if (days == 0) {
          return new LeadLogPage(items, position);
        }
        for (List<Shard> shards : readDays(day, last, days, position.key())) {
          ListPosition stopped = merge(shards, position.key());
          if (stopped != null) {
            return new LeadLogPage(items, stopped);
          }
          position = new ListPosition(Times.text(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
          day = day.minusDays(1);
        }
      }
      return new LeadLogPage(items, null);
    }

    /** The newest of each shard of some days, the latest day first. */
    private List<List<Shard>> readDays(LocalDate first, LocalDate last, int most, String below) {
      List<LocalDate> days =
          Stream.iterate(first, day -> !day.isBefore(last), day -> day.minusDays(1))
              .limit(most)
              .toList();
      queriesLeft -= days.size() * Keys.DAY_SHARDS;
      List<Shard> read =
          executor.each(
              days.stream()
                  .flatMap(day -> ALL_SHARDS.stream().map(number -> new Place(day, number)))
                  .toList(),
              2 * Keys.DAY_SHARDS,
              place -> read(place, below));
      return BoundedExecutor.parts(read, Keys.DAY_SHARDS);
    }

    /** Returns the place where it had to stop, or null when the day was read to its end. */
    private ListPosition merge(List<Shard> read, String below) {
      PriorityQueue<Shard> shards =
          new PriorityQueue<>(Comparator.comparing(Shard::newest).reversed());
      read.forEach(shard -> addUnlessEmpty(shards, shard));
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
          shard = read(shard.place, examined);
        }
        addUnlessEmpty(shards, shard);
      }
      return null;
    }

    private Shard read(Place place, String below) {
      QueryResponse answer =
          dynamodb.query(
              r ->
                  r.tableName(table)
                      .indexName(index())
                      .keyConditionExpression("#shard = :shard AND #key < :below")
                      .expressionAttributeNames(
                          Map.of("#shard", partitionName(), "#key", Keys.RECEIVED_KEY))
                      .expressionAttributeValues(
                          Map.of(":shard", partition(place), ":below", s(below)))
                      .scanIndexForward(false)
                      .limit(limit));
      List<LeadLog> read =
          answer.items().stream()
              .map(LeadLogItem::read)
              .takeWhile(log -> key(log).compareTo(lowest) >= 0)
              .toList();
      return new Shard(
          place, read, answer.hasLastEvaluatedKey() && read.size() == answer.items().size());
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

    private AttributeValue partition(Place place) {
      if (filter.pageId() != null) {
        return s(Keys.valueDayShard(filter.pageId().text(), place.day(), place.shard()));
      }
      return s(
          filter.status() != null
              ? Keys.valueDayShard(filter.status().text(), place.day(), place.shard())
              : Keys.dayShard(place.day(), place.shard()));
    }

    /** A partition of the index that is read. */
    private record Place(LocalDate day, int shard) {}

    /** What was read of one shard and not shown yet. */
    private final class Shard {

      private final Place place;
      private final List<LeadLog> read;
      private final boolean goesOn;
      private int taken;

      Shard(Place place, List<LeadLog> read, boolean goesOn) {
        this.place = place;
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
