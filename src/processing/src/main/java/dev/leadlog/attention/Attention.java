package dev.leadlog.attention;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.attention.WaitingLeads.Group;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.Placeholders;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.settings.LeadlogSettings;
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
 * Disabled, and those that are Pending for a reason that a person can end. Tests and erased leads
 * wait for nobody.
 */
@Singleton
public class Attention {

  /** The statuses that wait for a person, the commonest first. */
  private static final List<Status> STATUSES =
      List.of(Status.ERROR, Status.UNCONFIGURED, Status.DISABLED, Status.PENDING);

  private static final Duration SPAN = Duration.ofDays(90);
  private static final int AT_ONCE = 8;

  /** An answer of Lambda holds 6 MB. */
  private static final int MOST_GROUPS = 1_000;

  /** About as many as the 1 MB that a query reads at most. */
  private static final int LEADS_A_QUERY = 1_000;

  /** 90 days need 128 queries at least; the rest is enough for 272,000 leads. */
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
   * The leads that wait, those of which there are most first. The newest are read first: where more
   * wait than a bounded number of queries can read, the oldest are not counted.
   */
  public List<WaitingLeads> all() {
    Instant from = clock.instant().minus(SPAN);
    AtomicInteger queriesLeft = new AtomicInteger(mostQueries);
    Map<Group, WaitingLeads> groups = new HashMap<>();
    executor
        .each(partitions(from), AT_ONCE, partition -> read(partition, from, queriesLeft))
        .forEach(found -> found.forEach((group, leads) -> add(groups, leads)));
    if (queriesLeft.get() < 0) {
      LOG.infof("more leads wait than %d queries can read", mostQueries);
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
      QueryResponse answer = dynamodb.query(request(partition, from, next));
      answer.items().forEach(item -> add(groups, lead(partition.status(), item)));
      next = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : null;
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
   * The index does not say that a lead was erased; only an erased one is due at no time while it is
   * Pending, or has no message afterwards.
   */
  private static Condition waits(Status status) {
    Condition noTest = Condition.different("test", b(true));
    return status == Status.PENDING
        ? Condition.all(noTest, Condition.present("retryAt"), Condition.any(endedByAPerson()))
        : Condition.all(noTest, Condition.present("errorMessage"));
  }

  private static Condition[] endedByAPerson() {
    return Stream.of(Reason.values())
        .filter(Reason::isEndedByAPerson)
        .map(reason -> Condition.equal("reason", s(reason.name())))
        .toArray(Condition[]::new);
  }
}
