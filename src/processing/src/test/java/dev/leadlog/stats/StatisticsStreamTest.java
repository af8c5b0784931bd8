package dev.leadlog.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StatisticsStreamTest {

  private static final DynamoDbClient DYNAMODB = Aws.dynamoDbClient();
  private static final AtomicInteger YEAR = new AtomicInteger(1700);

  private final StatisticsStream stream =
      new StatisticsStream(DYNAMODB, Settings.with(Map.of()), Clock.systemUTC());
  private final CounterGenerations generations =
      new CounterGenerations(DYNAMODB, Settings.with(Map.of()));
  private final String shard = "shardId-" + UUID.randomUUID();
  private final Instant day = Instant.parse(YEAR.incrementAndGet() + "-03-01T12:00:00Z");
  private final AtomicInteger sequence = new AtomicInteger();

  @BeforeEach
  @AfterEach
  void reset() {
    Aws.dynamodb().clearFault();
    Aws.direct().deleteItem(r -> r.tableName("Bookkeeping").key(CounterGenerations.KEY));
  }

  @Test
  void a_change_moves_a_lead_from_one_count_to_the_other() {
    stream.count(shard, List.of(processed("1", day), change("2", null, Status.ERROR, day)));
    stream.count(shard, List.of(change("2", Status.ERROR, Status.PENDING, day)));

    assertThat(count(Status.PROCESSED)).isEqualTo(1);
    assertThat(count(Status.ERROR)).isZero();
  }

  @Test
  void a_batch_that_is_delivered_twice_is_counted_once() {
    List<StreamRecord> batch = leads(5);

    stream.count(shard, batch);
    stream.count(shard, batch);

    assertThat(count(Status.PROCESSED)).isEqualTo(5);
  }

  @Test
  void a_batch_that_is_split_differently_after_a_partial_count_is_counted_once() {
    List<StreamRecord> batch = leads(9);

    stream.count(shard, batch.subList(0, 4));
    stream.count(shard, batch);
    stream.count(shard, batch.subList(2, 7));
    stream.count(shard, batch.subList(6, 9));

    assertThat(count(Status.PROCESSED)).isEqualTo(9);
  }

  /** Sequence numbers have 21 to 40 digits, so a longer one may be smaller as text. */
  @Test
  void a_longer_sequence_number_is_later_than_a_shorter_one() {
    StreamRecord early = new StreamRecord("9".repeat(21), Map.of(), lead("1", Status.LOSS, day));
    StreamRecord late =
        new StreamRecord("1" + "0".repeat(25), Map.of(), lead("2", Status.LOSS, day));

    stream.count(shard, List.of(early));
    stream.count(shard, List.of(late));

    assertThat(count(Status.LOSS)).isEqualTo(2);
  }

  /** Both shards write the same hours, and DynamoDB cancels one of two conflicting transactions. */
  @Test
  void two_concurrent_shards_are_both_counted() {
    List<List<StreamRecord>> batches = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> batches.add(leads(2)));

    new BoundedExecutor("shards", 12)
        .each(
            batches,
            12,
            batch -> {
              stream.count(shard + batches.indexOf(batch), batch);
              return true;
            });

    assertThat(count(Status.PROCESSED)).isEqualTo(120);
  }

  @Test
  void a_batch_is_counted_again_if_another_delivery_counts_a_part_meanwhile() {
    List<StreamRecord> batch = leads(4);
    StatisticsStream other =
        new StatisticsStream(Aws.direct(), Settings.with(Map.of()), Clock.systemUTC());
    AtomicBoolean counted = new AtomicBoolean();
    Aws.dynamodb()
        .chooseFaults(
            (operation, body) -> {
              if (operation.equals("TransactWriteItems") && counted.compareAndSet(false, true)) {
                other.count(shard, batch.subList(0, 2));
              }
              return null;
            });

    stream.count(shard, batch);

    Aws.dynamodb().chooseFaults((operation, body) -> null);
    assertThat(counted).isTrue();
    assertThat(count(Status.PROCESSED)).isEqualTo(4);
  }

  @Test
  void a_batch_with_more_hours_than_a_transaction_can_write_is_counted_in_parts() {
    List<StreamRecord> batch =
        IntStream.range(0, 250)
            .mapToObj(i -> processed("" + i, day.minus(Duration.ofHours(i))))
            .toList();
    Aws.dynamodb().forget();

    stream.count(shard, batch);

    assertThat(Aws.dynamodb().operations().stream().filter("TransactWriteItems"::equals))
        .hasSize(3);
    assertThat(total(day.minus(Duration.ofDays(20)))).isEqualTo(250);
  }

  @Test
  void a_crash_between_any_two_calls_counts_a_batch_once() {
    List<StreamRecord> batch =
        IntStream.range(0, 200)
            .mapToObj(i -> processed("" + i, day.minus(Duration.ofHours(i))))
            .toList();
    boolean died = true;
    for (int calls = 0; died; calls++) {
      String another = shard + "-" + calls;
      Aws.dynamodb().crashAfter(calls);
      died = dies(another, batch);
      Aws.dynamodb().clearFault();
      stream.count(another, batch);

      assertThat(total(day.minus(Duration.ofDays(20)))).isEqualTo(200 * (calls + 1));
    }
  }

  private boolean dies(String another, List<StreamRecord> batch) {
    try {
      stream.count(another, batch);
      return false;
    } catch (SdkException dead) {
      return true;
    }
  }

  @Test
  void a_test_lead_is_not_counted_and_is_subtracted_when_it_is_recognised() {
    Map<String, AttributeValue> test = lead("1", Status.ERROR, day);
    test.put("test", Attributes.b(true));
    stream.count(shard, List.of(record(Map.of(), lead("1", Status.ERROR, day))));
    assertThat(count(Status.ERROR)).isEqualTo(1);

    stream.count(shard, List.of(record(lead("1", Status.ERROR, day), test)));

    assertThat(count(Status.ERROR)).isZero();
  }

  @Test
  void a_deleted_log_stays_counted() {
    stream.count(shard, List.of(processed("1", day)));

    stream.count(shard, List.of(record(lead("1", Status.PROCESSED, day), Map.of())));

    assertThat(count(Status.PROCESSED)).isEqualTo(1);
  }

  @Test
  void an_unavailable_store_leaves_the_batch_to_the_retry_of_lambda() {
    Aws.dynamodb().crashAfter(0);

    assertThatThrownBy(() -> stream.count(shard, leads(1))).isInstanceOf(SdkException.class);
  }

  @Nested
  class WhileARecountRuns {

    private final Instant begins = day.plus(Duration.ofDays(3));

    @Test
    void a_recount_counts_a_log_that_it_touches_once() {
      stream.count(shard, List.of(processed("1", day)));
      int generation = generations.begin(begins);

      stream.count(shard, List.of(touched("1", Status.PROCESSED, generation)));

      assertThat(count(Status.PROCESSED)).isEqualTo(1);
      generations.end(generation);
      assertThat(count(Status.PROCESSED)).isEqualTo(1);
    }

    @Test
    void a_recount_counts_a_log_that_changes_before_and_after_it_is_touched() {
      stream.count(shard, List.of(change("1", null, Status.ERROR, day)));
      int generation = generations.begin(begins);
      Map<String, AttributeValue> touched = lead("1", Status.PENDING, day);
      touched.put("generation", Attributes.n(generation));
      Map<String, AttributeValue> processed = new HashMap<>(touched);
      processed.put("status", Attributes.s("Processed"));

      stream.count(
          shard,
          List.of(
              change("1", Status.ERROR, Status.PENDING, day),
              record(lead("1", Status.PENDING, day), touched),
              record(touched, processed)));

      generations.end(generation);
      assertThat(count(Status.ERROR)).isZero();
      assertThat(count(Status.PROCESSED)).isEqualTo(1);
    }

    /**
     * A recount does not touch such a log: it belongs to the generation that had begun when it was
     * logged.
     */
    @Test
    void a_recount_counts_a_log_that_was_inserted_after_its_beginning() {
      int generation = generations.begin(day.minusSeconds(60));

      stream.count(shard, List.of(processed("1", day)));

      generations.end(generation);
      assertThat(count(Status.PROCESSED)).isEqualTo(1);
    }

    /** An imported lead may have been received long before it was logged. */
    @Test
    void a_recount_uses_the_time_of_logging_and_not_of_the_receipt() {
      int generation = generations.begin(begins);
      Map<String, AttributeValue> imported = lead("1", Status.LOSS, day);
      imported.put("loggedAt", Attributes.time(begins.plusSeconds(1)));

      stream.count(shard, List.of(record(Map.of(), imported)));

      generations.end(generation);
      assertThat(count(Status.LOSS)).isEqualTo(1);
    }

    private StreamRecord touched(String id, Status status, int generation) {
      Map<String, AttributeValue> after = lead(id, status, day);
      after.put("generation", Attributes.n(generation));
      return record(lead(id, status, day), after);
    }
  }

  private List<StreamRecord> leads(int many) {
    return IntStream.range(0, many).mapToObj(i -> processed("" + i, day)).toList();
  }

  private StreamRecord processed(String id, Instant created) {
    return record(lead(id, Status.PENDING, created), lead(id, Status.PROCESSED, created));
  }

  private StreamRecord change(String id, Status from, Status to, Instant created) {
    return record(from == null ? Map.of() : lead(id, from, created), lead(id, to, created));
  }

  private StreamRecord record(
      Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return new StreamRecord(
        "%021d".formatted(sequence.incrementAndGet() + 100_000_000L), before, after);
  }

  private static Map<String, AttributeValue> lead(String id, Status status, Instant created) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("leadgenId", Attributes.s("1" + id));
    item.put("status", Attributes.s(status.text()));
    item.put("source", Attributes.s("Webhook"));
    item.put("platform", Attributes.s("Facebook"));
    item.put("createdTime", Attributes.time(created));
    item.put("receivedTime", Attributes.time(created));
    return item;
  }

  private int count(Status status) {
    return sums(day.minusSeconds(3600)).byStatus().getOrDefault(status, 0L).intValue();
  }

  private int total(Instant from) {
    return sums(from).byStatus().values().stream().mapToInt(Long::intValue).sum();
  }

  private PeriodTotals sums(Instant from) {
    BoundedExecutor executor = new BoundedExecutor("test", 4);
    return new Statistics(
            DYNAMODB, generations, null, null, Settings.with(Map.of()), Clock.systemUTC(), executor)
        .concluded(from, day.plusSeconds(3600), ZoneOffset.UTC);
  }
}
