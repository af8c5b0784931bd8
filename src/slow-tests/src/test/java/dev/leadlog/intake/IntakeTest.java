package dev.leadlog.intake;

import static dev.leadlog.testing.FaultyProxy.Fault.HANGS;
import static dev.leadlog.testing.FaultyProxy.Fault.REFUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogOfTests;
import dev.leadlog.log.Source;
import dev.leadlog.settings.IntakeSettings;
import dev.leadlog.settings.SettingsOfTests;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class IntakeTest {

  private static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final Instant TOMORROW = RECEIVED.plusSeconds(86_400);

  /**
   * The 500 ms for the slower store and the delay of a busy machine. Without the 500 ms, intake
   * would wait for eight seconds.
   */
  private static final Duration SOON = Duration.ofMillis(7_500);

  /** Longer than any call takes on a busy machine. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private final String name = Aws.newQueue();
  private final SettingsOfTests.Counted metrics = new SettingsOfTests.Counted();
  private final Intake intake =
      intake(Aws.dynamoDbClient(), Aws.sqsClient(), Intake.TIMEOUT, Intake.GRACE);

  /** Connections and classes are loaded before a store fails, as in a warm function. */
  @BeforeEach
  void warm() {
    intake.record(notifications(2));
    Aws.drain(name);
    Aws.dynamodb().forget();
    Aws.sqs().forget();
    metrics.forget();
  }

  @AfterEach
  void clearFaults() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @Nested
  class WhenBothStoresAreAvailable {

    private final Intake intake = intake(Aws.dynamoDbClient(), Aws.sqsClient(), LONG, LONG);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 26})
    void both_stores_hold_every_lead(int count) {
      List<LeadNotification> announced = notifications(count);

      assertThat(intake.record(announced)).isEmpty();

      assertThat(logged(announced)).isEqualTo(ids(announced));
      assertThat(queued()).containsExactlyInAnyOrderElementsOf(ids(announced));
      assertThat(metrics.names()).isEmpty();
      assertThat(metrics.sums()).isEqualTo(Map.of("leads.received", count));
      assertThat(metrics.measured()).hasSize(count);
    }

    @Test
    void a_thousand_leads_of_one_post_are_stored_with_140_calls_at_most() {
      List<LeadNotification> announced = notifications(1_000);

      assertThat(intake.record(announced)).isEmpty();

      Set<LeadgenId> held = logged(announced);
      held.addAll(queued());
      assertThat(held).isEqualTo(ids(announced));
      assertThat(Aws.dynamodb().operations()).hasSizeLessThanOrEqualTo(40);
      assertThat(Aws.sqs().operations()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void a_lead_that_is_twice_in_one_post_is_recorded_once() {
      List<LeadNotification> once = notifications(3);
      List<LeadNotification> twice = new ArrayList<>(once);
      twice.addAll(once);

      assertThat(intake.record(twice)).isEmpty();

      assertThat(logged(once)).isEqualTo(ids(once));
      assertThat(queued()).containsExactlyInAnyOrderElementsOf(ids(once));
    }

    @Test
    void a_known_lead_counts_as_stored() {
      List<LeadNotification> announced = notifications(3);
      intake.record(announced);

      assertThat(intake.record(announced)).isEmpty();
      assertThat(intake.record(announced.subList(0, 1))).isEmpty();
      assertThat(metrics.names()).isEmpty();
      assertThat(metrics.sums()).isEqualTo(Map.of("leads.received", 3, "leads.duplicates", 4));
    }

    @Test
    void an_empty_notification_writes_nothing() {
      assertThat(intake.record(List.of())).isEmpty();

      assertThat(Aws.dynamodb().operations()).isEmpty();
      assertThat(Aws.sqs().operations()).isEmpty();
    }

    @Test
    void a_malformed_change_is_stored_with_the_other_changes() {
      List<LeadNotification> announced = new ArrayList<>(notifications(2));
      announced.addAll(
          read("{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"x" + Aws.newId() + "\"}}"));

      assertThat(intake.record(announced)).isEmpty();

      assertThat(logged(announced)).isEqualTo(ids(announced));
      assertThat(queued()).containsExactlyInAnyOrderElementsOf(ids(announced));
    }
  }

  @Nested
  class WhenOneStoreFails {

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void a_lead_is_acknowledged_by_the_queue_while_the_log_refuses(int count) {
      List<LeadNotification> announced = notifications(count);
      Aws.dynamodb().setFault(REFUSES);

      assertThat(within(SOON, announced)).isEmpty();

      assertThat(queued()).containsExactlyInAnyOrderElementsOf(ids(announced));
      assertThat(metrics.names()).containsExactly("ack.single_store");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void a_lead_is_acknowledged_by_the_log_while_the_queue_refuses(int count) {
      List<LeadNotification> announced = notifications(count);
      Aws.sqs().setFault(REFUSES);

      assertThat(within(SOON, announced)).isEmpty();

      assertThat(logged(announced)).isEqualTo(ids(announced));
      assertThat(metrics.names()).containsExactly("ack.single_store");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void a_log_that_hangs_gets_500_ms_after_the_queue(int count) {
      List<LeadNotification> announced = notifications(count);
      Aws.dynamodb().setFault(HANGS);

      assertThat(within(SOON, announced)).isEmpty();

      assertThat(queued()).containsExactlyInAnyOrderElementsOf(ids(announced));
      assertThat(metrics.names()).containsExactly("ack.single_store");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void a_queue_that_hangs_gets_500_ms_after_the_log(int count) {
      List<LeadNotification> announced = notifications(count);
      Aws.sqs().setFault(HANGS);

      assertThat(within(SOON, announced)).isEmpty();

      assertThat(logged(announced)).isEqualTo(ids(announced));
      assertThat(metrics.names()).containsExactly("ack.single_store");
    }

    @Test
    void a_store_that_hung_does_not_delay_the_next_post() {
      Aws.dynamodb().setFault(HANGS);
      within(SOON, notifications(300));

      assertThat(within(SOON, notifications(300))).isEmpty();
    }

    @Test
    void the_acknowledgement_waits_for_a_slower_store() throws Exception {
      Intake intake = intake(Aws.dynamoDbClient(), Aws.sqsClient(), LONG, LONG);
      List<LeadNotification> announced = notifications(1);
      Aws.dynamodb().setFault(HANGS);
      Thread opens =
          new Thread(
              () -> {
                while (Aws.dynamodb().operations().isEmpty() || Aws.sqs().operations().isEmpty()) {
                  sleep(10);
                }
                Aws.dynamodb().clearFault();
              });
      opens.start();

      assertThat(intake.record(announced)).isEmpty();
      opens.join();

      assertThat(logged(announced)).isEqualTo(ids(announced));
      assertThat(metrics.names()).isEmpty();
    }

    @Test
    void the_message_alone_rebuilds_the_log() {
      List<LeadNotification> announced = notifications(2);
      Aws.dynamodb().setFault(REFUSES);
      intake.record(announced);
      Aws.dynamodb().clearFault();

      Aws.drain(name).stream()
          .map(message -> LeadMessage.read(message.body()).orElseThrow())
          .forEach(message -> intake.rebuild(message.notification(TOMORROW), TOMORROW));

      assertThat(announced)
          .allSatisfy(
              a ->
                  assertThat(LogOfTests.stored(a.lead().leadgenId()))
                      .isEqualTo(LogOfTests.asStored(a.lead().loggedAt(TOMORROW))));
    }

    @Test
    void an_existing_log_is_not_rebuilt() {
      LeadNotification announced = notifications(1).get(0);

      assertThat(intake.rebuild(announced, TOMORROW)).isTrue();
      assertThat(intake.rebuild(announced, TOMORROW)).isFalse();
    }
  }

  @Nested
  class WhenBothStoresFail {

    @ParameterizedTest
    @ValueSource(ints = {1, 12})
    void every_lead_is_missing_if_both_stores_refuse(int count) {
      List<LeadNotification> announced = notifications(count);
      Aws.dynamodb().setFault(REFUSES);
      Aws.sqs().setFault(REFUSES);

      assertThat(intake.record(announced)).isEqualTo(ids(announced));
      assertThat(metrics.names()).isEmpty();
    }

    @Test
    void the_acknowledgement_fails_at_its_timeout_if_both_stores_hang() {
      Duration timeout = Duration.ofSeconds(1);
      Intake intake = intake(Aws.dynamoDbClient(), Aws.sqsClient(), timeout, Intake.GRACE);
      List<LeadNotification> announced = notifications(300);
      Aws.dynamodb().setFault(HANGS);
      Aws.sqs().setFault(HANGS);

      assertThat(within(SOON, intake, announced)).isEqualTo(ids(announced));
    }

    @Test
    void the_timeout_of_the_acknowledgement_is_shorter_than_that_of_the_function() {
      Duration timeoutOfTheFunction = Duration.ofSeconds(10);

      assertThat(Intake.TIMEOUT).isLessThanOrEqualTo(timeoutOfTheFunction.minusSeconds(2));
    }

    @Test
    void no_lead_is_missing_if_each_store_holds_the_leads_that_the_other_lacks() {
      List<LeadNotification> announced = notifications(60);
      List<LeadgenId> all = announced.stream().map(a -> a.lead().leadgenId()).toList();

      Set<LeadgenId> lost =
          intake(new HalfALog(all.subList(0, 37)), new HalfAQueue(all.subList(37, 60)), LONG, LONG)
              .record(announced);

      assertThat(lost).isEmpty();
      assertThat(metrics.names()).containsExactly("ack.single_store");
    }

    @Test
    void only_leads_that_neither_store_holds_are_missing() {
      List<LeadNotification> announced = notifications(60);
      List<LeadgenId> all = announced.stream().map(a -> a.lead().leadgenId()).toList();

      Set<LeadgenId> lost =
          intake(new HalfALog(all.subList(0, 38)), new HalfAQueue(all.subList(41, 60)), LONG, LONG)
              .record(announced);

      assertThat(lost).containsExactlyInAnyOrderElementsOf(all.subList(38, 41));
    }
  }

  private Set<LeadgenId> within(Duration time, List<LeadNotification> announced) {
    return within(time, intake, announced);
  }

  private static Set<LeadgenId> within(
      Duration time, Intake intake, List<LeadNotification> announced) {
    long start = System.nanoTime();
    Set<LeadgenId> lost = intake.record(announced);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(time);
    return lost;
  }

  private Intake intake(DynamoDbClient dynamodb, SqsClient sqs, Duration timeout, Duration grace) {
    IntakeSettings settings =
        SettingsOfTests.settings(Map.of("leadlog.queue-url", Aws.queueUrl(name)));
    return new Intake(
        LogOfTests.insert(dynamodb), new LeadQueue(sqs, settings), metrics, timeout, grace);
  }

  private static List<LeadNotification> notifications(int count) {
    return Aws.newIds(count).stream()
        .flatMap(
            id ->
                read(
                    """
                    {"field":"leadgen","value":{"leadgen_id":"%s","page_id":"1635959142565683",
                     "form_id":"527829666666421","ad_id":"120210000000000001","created_time":1772268553}}\
                    """
                        .formatted(id))
                    .stream())
        .toList();
  }

  private static List<LeadNotification> read(String change) {
    return LeadNotification.read(
        Json.read(change).orElseThrow(),
        Json.read("{\"id\":\"1635959142565683\",\"time\":1772268554}").orElseThrow(),
        RECEIVED,
        Source.WEBHOOK);
  }

  private static Set<LeadgenId> ids(List<LeadNotification> announced) {
    return announced.stream().map(a -> a.lead().leadgenId()).collect(Collectors.toSet());
  }

  /** The leads of the notifications that the log holds. */
  private static Set<LeadgenId> logged(List<LeadNotification> announced) {
    List<LeadgenId> all = List.copyOf(ids(announced));
    Set<LeadgenId> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += 100) {
      List<Map<String, AttributeValue>> keys =
          all.subList(from, Math.min(from + 100, all.size())).stream()
              .map(id -> Map.of("leadgenId", AttributeValue.fromS(id.text())))
              .toList();
      Aws.direct()
          .batchGetItem(
              r ->
                  r.requestItems(
                      Map.of(
                          "LeadLogs",
                          KeysAndAttributes.builder().keys(keys).consistentRead(true).build())))
          .responses()
          .get("LeadLogs")
          .forEach(item -> found.add(new LeadgenId(item.get("leadgenId").s())));
    }
    return found;
  }

  private List<LeadgenId> queued() {
    return Aws.drain(name).stream()
        .map(Message::body)
        .map(body -> LeadMessage.read(body).orElseThrow().leadgenId())
        .toList();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Accepts some leads, and throttles the statements of the others for ever. */
  private record HalfALog(List<LeadgenId> taken) implements DynamoDbClient {

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
        BatchExecuteStatementRequest request) {
      return BatchExecuteStatementResponse.builder()
          .responses(request.statements().stream().map(this::answer).toList())
          .build();
    }

    private BatchStatementResponse answer(BatchStatementRequest statement) {
      boolean isTaken =
          taken.stream()
              .anyMatch(id -> statement.parameters().contains(AttributeValue.fromS(id.text())));
      return isTaken
          ? BatchStatementResponse.builder().build()
          : BatchStatementResponse.builder()
              .error(e -> e.code(BatchStatementErrorCodeEnum.THROTTLING_ERROR))
              .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  /** Accepts some leads, and refuses the entries of the others. */
  private record HalfAQueue(List<LeadgenId> taken) implements SqsClient {

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      return SendMessageBatchResponse.builder()
          .failed(
              request.entries().stream()
                  .filter(
                      entry ->
                          !taken.contains(
                              LeadMessage.read(entry.messageBody()).orElseThrow().leadgenId()))
                  .map(
                      e -> BatchResultErrorEntry.builder().id(e.id()).code("InternalError").build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
