package dev.leadlog.attention;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.attention.WaitingLeads.Group;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.text.Times;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Finds the leads of the last 90 days that wait for a person: those that are Error, Unconfigured or
 * Disabled, and those that are Pending for a reason that only a person can resolve. Test leads and
 * erased leads are left out.
 */
@Singleton
public class Attention {

  /** The statuses that wait for a person, the most frequent first. */
  private static final List<Status> STATUSES =
      List.of(Status.ERROR, Status.UNCONFIGURED, Status.DISABLED, Status.PENDING);

  private static final Duration SPAN = Duration.ofDays(90);
  private static final int AT_ONCE = 8;

  /** A Lambda response holds at most 6 MB. */
  private static final int MOST_GROUPS = 1_000;

  /** A query reads at most 1 MB, which is about this many leads. */
  private static final int LEADS_A_QUERY = 1_000;

  /** 90 days need at least 128 queries; the others can read 272,000 leads. */
  private static final int MOST_QUERIES = 400;

  private static final Comparator<WaitingLeads> MOST_FIRST =
      Comparator.comparing((WaitingLeads leads) -> -leads.count())
          .thenComparing(WaitingLeads::oldest)
          .thenComparing(leads -> leads.group().toString());

  private static final Logger LOG = Logger.getLogger(Attention.class);

  private final DynamoDbClient dynamodb;
  private final String table;
  private final BoundedExecutor executor;
  private final Clock clock;
  private final int mostQueries;

  @Inject
  Attention(
      DynamoDbClient dynamodb, LeadlogSettings settings, BoundedExecutor executor, Clock clock) {
    this(dynamodb, settings, executor, clock, MOST_QUERIES);
  }

  Attention(
      DynamoDbClient dynamodb,
      LeadlogSettings settings,
      BoundedExecutor executor,
      Clock clock,
      int mostQueries) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
    this.executor = executor;
    this.clock = clock;
    this.mostQueries = mostQueries;
  }

  /**
   * Returns the waiting leads in groups, the largest group first. The newest leads are read first.
   * If more leads wait than the limited number of queries can read, the oldest are not counted.
   */
  public List<WaitingLeads> all() {
    Instant from = clock.instant().minus(SPAN);
    AtomicInteger queriesLeft = new AtomicInteger(mostQueries);
    Map<Group, WaitingLeads> groups = new HashMap<>();
    executor
        .each(partitions(from), AT_ONCE, partition -> read(partition, from, queriesLeft))
        .forEach(found -> found.forEach((group, leads) -> add(groups, leads)));
    if (queriesLeft.get() < 0) {
      LOG.infof(
          "more leads are waiting than %d queries can read; the oldest are not counted",
          mostQueries);
    }
    return groups.values().stream().sorted(MOST_FIRST).limit(MOST_GROUPS).toList();
  }

  /** One month of one status in one shard. */
  private record Partition(Status status, YearMonth month, int shard) {

    String key() {
      return LogKeys.monthShard(status.text(), month, shard);
    }
  }

  private List<Partition> partitions(Instant from) {
    YearMonth oldest = LogKeys.month(from);
    YearMonth newest = LogKeys.month(clock.instant());
    return Stream.iterate(newest, month -> !month.isBefore(oldest), month -> month.minusMonths(1))
        .flatMap(month -> STATUSES.stream().flatMap(status -> shards(status, month)))
        .toList();
  }

  private static Stream<Partition> shards(Status status, YearMonth month) {
    return IntStream.range(0, LogKeys.MONTH_SHARDS)
        .mapToObj(shard -> new Partition(status, month, shard));
  }

  private Map<Group, WaitingLeads> read(
      Partition partition, Instant from, AtomicInteger queriesLeft) {
    Map<Group, WaitingLeads> groups = new HashMap<>();
    Map<String, AttributeValue> next = null;
    do {
      if (queriesLeft.decrementAndGet() < 0) {
        return groups;
      }
      QueryResponse response = dynamodb.query(request(partition, from, next));
      response.items().forEach(item -> add(groups, lead(partition.status(), item)));
      next = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
    } while (next != null);
    return groups;
  }

  private static void add(Map<Group, WaitingLeads> groups, WaitingLeads leads) {
    groups.merge(leads.group(), leads, WaitingLeads::and);
  }

  private static WaitingLeads lead(Status status, Map<String, AttributeValue> item) {
    Group group =
        new Group(status, text(item, "reason"), text(item, "pageId"), text(item, "formId"));
    Instant received = time(item, "receivedTime");
    return new WaitingLeads(group, 1, received, received, text(item, "remedy"));
  }

  private QueryRequest request(
      Partition partition, Instant from, Map<String, AttributeValue> after) {
    Placeholders placeholders = new Placeholders();
    Condition ofThePartition = Condition.equal(LogKeys.STATUS_SHARD, s(partition.key()));
    Condition sinceThen = Condition.atLeast(LogKeys.RECEIVED_KEY, s(Times.text(from)));
    return QueryRequest.builder()
        .tableName(table)
        .indexName(LogKeys.BY_STATUS)
        .scanIndexForward(false)
        .exclusiveStartKey(after)
        .limit(LEADS_A_QUERY)
        .keyConditionExpression(
            ofThePartition.expression(placeholders) + " AND " + sinceThen.expression(placeholders))
        .filterExpression(waits(partition.status()).expression(placeholders))
        .projectionExpression(
            Stream.of("reason", "remedy", "pageId", "formId", "receivedTime")
                .map(placeholders::name)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow())
        .expressionAttributeNames(placeholders.names())
        .expressionAttributeValues(placeholders.values())
        .build();
  }

  /**
   * The index has no erasure flag. An erased lead is recognised because it is Pending without a due
   * time, or has no message in another status.
   */
  private static Condition waits(Status status) {
    Condition noTest = Condition.different("test", b(true));
    return status == Status.PENDING
        ? Condition.all(noTest, Condition.present("retryAt"), Condition.any(needsPerson()))
        : Condition.all(noTest, Condition.present("errorMessage"));
  }

  private static Condition[] needsPerson() {
    return Stream.of(Reason.values())
        .filter(Reason::needsPerson)
        .map(reason -> Condition.equal("reason", s(reason.name())))
        .toArray(Condition[]::new);
  }
}
