package dev.leadlog.listing;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogItem;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Lists logs, newest first, with index queries and never with a scan. The partitions of the newest
 * month are read in parallel and merged; if they have too few logs, earlier months follow, in
 * parallel too. A request covers at least 90 days: it ends before the filter's beginning only if it
 * has the requested number of logs, or has covered {@value #MONTHS_A_REQUEST} months.
 */
@Singleton
public class LeadLogList {

  static final int MONTHS_A_REQUEST = 12;

  /** 90 days touch at most four months. */
  private static final int MONTHS_AT_ONCE = 3;

  private static final int AT_ONCE = 32;
  private static final int MOST_A_QUERY = 10_000;

  private final DynamoDbClient dynamodb;
  private final String table;
  private final BoundedExecutor executor;

  LeadLogList(DynamoDbClient dynamodb, LeadlogSettings settings, BoundedExecutor executor) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
    this.executor = executor;
  }

  /**
   * @param filter with {@code from} and {@code to}
   * @param limit the maximum number of items
   * @param after the cursor of an earlier part; null for the beginning
   */
  public LeadLogPage list(LeadLogFilter filter, int limit, ListCursor after) {
    ListCursor start = after == null ? new ListCursor(Times.text(filter.to())) : after;
    if (start.key().compareTo(Times.text(filter.from())) < 0) {
      return new LeadLogPage(List.of(), null);
    }
    return new ListRequest(filter, limit, List.of(), new AtomicInteger(Integer.MAX_VALUE))
        .from(start);
  }

  /**
   * Returns the newest logs with one of these reasons, within a number of queries.
   *
   * @param queries the maximum; a list over 90 days needs 32
   * @return a part with a {@code next} if there may be more
   */
  public LeadLogPage newest(
      LeadLogFilter filter, Collection<Reason> reasons, int limit, int queries) {
    AtomicInteger left = new AtomicInteger(queries);
    ListCursor start = new ListCursor(Times.text(filter.to()));
    LeadLogPage page = new ListRequest(filter, limit, reasons, left).from(start);
    return left.get() < 0 && page.next() == null ? new LeadLogPage(page.items(), start) : page;
  }

  /** One request, which reads month by month. */
  private final class ListRequest {

    private final LeadLogFilter filter;
    private final int limit;
    private final Index index;
    private final Optional<Condition> rest;
    private final AtomicInteger queriesLeft;
    private final String lowest;
    private final List<LeadLog> items = new ArrayList<>();

    ListRequest(
        LeadLogFilter filter, int limit, Collection<Reason> reasons, AtomicInteger queriesLeft) {
      this.filter = filter;
      this.limit = limit;
      this.index = Index.of(filter);
      this.rest = rest(reasons);
      this.queriesLeft = queriesLeft;
      this.lowest = Times.text(filter.from());
    }

    LeadLogPage from(ListCursor start) {
      YearMonth first = LogKeys.month(start.time());
      YearMonth last = LogKeys.month(filter.from());
      YearMonth end = first.minusMonths(MONTHS_A_REQUEST);
      ListCursor cursor = start;
      int atOnce = 1;
      for (YearMonth month = first; !month.isBefore(last); month = month.minusMonths(atOnce)) {
        if (!month.isAfter(end)) {
          return new LeadLogPage(items, cursor);
        }
        atOnce = month.equals(first) ? 1 : MONTHS_AT_ONCE;
        ListCursor stopped = merge(read(month, atOnce, last, cursor.key()), cursor.key());
        if (stopped != null) {
          return new LeadLogPage(items, stopped);
        }
        cursor = new ListCursor(Times.text(begin(month.minusMonths(atOnce - 1L))));
      }
      return new LeadLogPage(items, null);
    }

    /** Reads the newest logs of each partition of some months. */
    private List<Partition> read(YearMonth first, int months, YearMonth last, String below) {
      List<String> partitions =
          Stream.iterate(first, month -> !month.isBefore(last), month -> month.minusMonths(1))
              .limit(months)
              .flatMap(
                  month ->
                      IntStream.range(0, LogKeys.MONTH_SHARDS)
                          .mapToObj(shard -> LogKeys.monthShard(index.value(), month, shard)))
              .toList();
      // The share of a shard and some more, so that most lists need one query per shard. If the
      // query has a filter beyond the index key, it reads more at once.
      int evenly = Math.min(limit, 2 * limit / LogKeys.MONTH_SHARDS + 5);
      int aShard = rest.isPresent() ? 2 * limit : evenly;
      return executor.each(partitions, AT_ONCE, name -> query(name, below, aShard));
    }

    /** Returns the cursor of the next part, or null if all partitions were read to their end. */
    private ListCursor merge(List<Partition> read, String below) {
      PriorityQueue<Partition> partitions =
          new PriorityQueue<>(Comparator.comparing(Partition::newest).reversed());
      read.stream().filter(Partition::hasMore).forEach(partitions::add);
      String examined = below;
      while (!partitions.isEmpty()) {
        if (items.size() == limit) {
          return new ListCursor(examined);
        }
        Partition partition = partitions.poll();
        examined = partition.newest();
        items.add(partition.take());
        if (!partition.hasMore() && partition.hasMorePages) {
          partition = query(partition.name, examined, limit);
        }
        if (partition.hasMore()) {
          partitions.add(partition);
        }
      }
      return null;
    }

    /**
     * Continues while everything was filtered out, with a larger limit each time; empty means the
     * end.
     */
    private Partition query(String name, String below, int most) {
      List<LeadLog> read = new ArrayList<>();
      Map<String, AttributeValue> from = null;
      int limit = most;
      do {
        if (queriesLeft.decrementAndGet() < 0) {
          return new Partition(name, read, false);
        }
        QueryResponse response = dynamodb.query(request(name, below, limit, from));
        response.items().stream()
            .map(LeadLogItem::read)
            .filter(log -> !key(log).equals(below))
            .forEach(read::add);
        from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        limit = Math.min(4 * limit, MOST_A_QUERY);
      } while (from != null && read.isEmpty());
      return new Partition(name, read, from != null);
    }

    /** The condition includes both ends; a log that equals the upper end is left out later. */
    private QueryRequest request(
        String name, String below, int most, Map<String, AttributeValue> from) {
      Placeholders placeholders = new Placeholders();
      String keys =
          "%s = %s AND %s BETWEEN %s AND %s"
              .formatted(
                  placeholders.name(index.shard()),
                  placeholders.value(s(name)),
                  placeholders.name(LogKeys.RECEIVED_KEY),
                  placeholders.value(s(lowest)),
                  placeholders.value(s(below)));
      QueryRequest.Builder request =
          QueryRequest.builder()
              .tableName(table)
              .indexName(index.name())
              .keyConditionExpression(keys)
              .scanIndexForward(false)
              .exclusiveStartKey(from)
              .limit(most + 1);
      rest.ifPresent(condition -> request.filterExpression(condition.expression(placeholders)));
      return request
          .expressionAttributeNames(placeholders.names())
          .expressionAttributeValues(placeholders.values())
          .build();
    }

    /**
     * Returns the conditions beyond the index key. The fields of a filter have the names of the
     * attributes.
     */
    private Optional<Condition> rest(Collection<Reason> reasons) {
      Map<String, AttributeValue> attributes = new LinkedHashMap<>();
      filter
          .json()
          .fields()
          .forEachRemaining(field -> attributes.put(field.getKey(), s(field.getValue().asText())));
      attributes.computeIfPresent("test", (name, text) -> b(filter.test()));
      attributes.keySet().removeAll(List.of("from", "to", index.field()));
      List<Condition> conditions = new ArrayList<>();
      attributes.forEach((name, value) -> conditions.add(Condition.equal(name, value)));
      if (!reasons.isEmpty()) {
        conditions.add(
            Condition.any(
                reasons.stream()
                    .map(reason -> Condition.equal("reason", s(reason.name())))
                    .toArray(Condition[]::new)));
      }
      return conditions.isEmpty()
          ? Optional.empty()
          : Optional.of(Condition.all(conditions.toArray(Condition[]::new)));
    }
  }

  /**
   * The most selective index: by a status that few logs have, else by page, else by any status.
   *
   * @param shard the attribute of its partition key
   * @param field the filter's field that the index covers; empty for none
   * @param value the value of that field in the partition key
   */
  private record Index(String name, String shard, String field, String value) {

    static Index of(LeadLogFilter filter) {
      boolean selective = filter.status() != null && filter.status() != Status.PROCESSED;
      if (filter.pageId() != null && !selective) {
        return new Index(LogKeys.BY_PAGE, LogKeys.PAGE_SHARD, "pageId", filter.pageId().text());
      }
      return filter.status() != null
          ? new Index(LogKeys.BY_STATUS, LogKeys.STATUS_SHARD, "status", filter.status().text())
          : new Index(LogKeys.BY_RECEIVED, LogKeys.RECEIVED_SHARD, "", "");
    }
  }

  /** The logs that were read from one partition and are not listed yet. */
  private static final class Partition {

    private final String name;
    private final List<LeadLog> read;
    private final boolean hasMorePages;
    private int taken;

    Partition(String name, List<LeadLog> read, boolean hasMorePages) {
      this.name = name;
      this.read = read;
      this.hasMorePages = hasMorePages;
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
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static String key(LeadLog log) {
    return LogKeys.receivedKey(log.leadgenId(), log.receivedTime());
  }
}
