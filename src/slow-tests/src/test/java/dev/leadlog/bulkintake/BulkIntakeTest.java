package dev.leadlog.bulkintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.RecordResult;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class BulkIntakeTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final Instant UNTIL = Instant.parse("2026-11-27T10:00:00Z");

  /** The SDK tries each call four times, and 60 leads cost one look-up and three inserts. */
  private static final int MORE_THAN_THE_SDK = 16;

  private static final int LOOK_UPS_OF_200 = 2;

  @Inject Leads workbench;
  @Inject LeadLogs logs;
  @Inject DynamoDbClient dynamodb;
  @Inject SqsClient sqs;
  @Inject LeadlogSettings settings;

  private BulkIntake intake;

  @BeforeEach
  void reset() {
    workbench.reset();
    intake = BulkIntakeFixture.of(dynamodb, sqs, settings, logs, Duration.ofSeconds(1));
  }

  @Test
  void only_new_leads_get_a_message() {
    List<NewLead> known = leads(30);
    record(known);
    Aws.drain("BacklogQueue");
    List<NewLead> all = new ArrayList<>(leads(170));
    Set<LeadgenId> fresh = ids(all);
    all.addAll(known);

    Map<LeadgenId, RecordResult> outcomes = record(all);

    assertThat(outcomes).hasSize(200);
    assertThat(outcomes.entrySet().stream().filter(e -> e.getValue() == RecordResult.NEW))
        .map(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(fresh);
    assertThat(outcomes.values()).containsOnly(RecordResult.NEW, RecordResult.KNOWN);
    assertThat(messages()).isEqualTo(fresh);
    assertThat(intake.predict(known).values()).containsOnly(RecordResult.KNOWN);
    assertThat(intake.predict(leads(100)).values()).containsOnly(RecordResult.NEW);
  }

  @Test
  void a_new_log_has_the_payload_and_the_full_time_for_retries() {
    NewLead lead = leads(1).get(0);

    record(List.of(lead));

    LeadLog log = logs.find(lead.leadgenId()).orElseThrow();
    assertThat(log.leadPayload()).isEqualTo(lead.read().payload());
    assertThat(log.metadata().platform()).isEqualTo("Instagram");
    assertThat(log.metadata().organic()).isFalse();
    assertThat(log.test()).isTrue();
    assertThat(log.adId()).as("the ad of the webhook is kept").isEqualTo("23851234567890101");
    assertThat(log.createdTime()).as("a value that the webhook lacks is read").isEqualTo(LONG_AGO);
    assertThat(log.receivedTime()).isEqualTo(LONG_AGO);
    assertThat(log.retry().retryAt()).isEqualTo(NOW);
    assertThat(log.retry().retryUntil()).isEqualTo(UNTIL);
    assertThat(log.retry().dueAt()).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(log.history()).singleElement().satisfies(e -> assertThat(e.at()).isEqualTo(NOW));
    assertThat(log.history().get(0).by()).isEqualTo("marie");
  }

  @Test
  void inserts_are_retried_while_the_log_refuses_until_it_holds_every_lead() {
    List<NewLead> leads = leads(60);
    AtomicInteger requests = new AtomicInteger();
    Aws.dynamodb()
        .setFault(Fault.REFUSES, operation -> requests.getAndIncrement() < MORE_THAN_THE_SDK);

    assertThat(record(leads)).hasSize(60);

    assertThat(requests).hasValueGreaterThan(MORE_THAN_THE_SDK);
    assertThat(leads).allMatch(lead -> logs.find(lead.leadgenId()).isPresent());
    assertThat(messages()).isEqualTo(ids(leads));
  }

  @Test
  void an_unavailable_log_is_an_exception_and_inserted_leads_have_their_message() {
    List<NewLead> leads = leads(200);
    Aws.dynamodb().crashAfter(LOOK_UPS_OF_200 + 3);

    assertThatThrownBy(() -> record(leads)).isInstanceOf(SdkException.class);

    Aws.dynamodb().clearFault();
    Set<LeadgenId> taken = ids(leads);
    taken.removeIf(id -> logs.find(id).isEmpty());
    assertThat(taken).hasSizeBetween(50, 75);
    assertThat(messages()).isEqualTo(taken);
  }

  @Test
  void a_lead_whose_message_cannot_be_sent_is_left_to_the_sweep() {
    List<NewLead> leads = leads(3);
    Aws.sqs().setFault(Fault.REFUSES);

    assertThat(record(leads).values()).containsOnly(RecordResult.NEW);

    assertThat(logs.find(leads.get(0).leadgenId()).orElseThrow().retry().dueAt()).isNotNull();
  }

  @Test
  void a_lead_that_is_too_large_is_refused_and_the_others_are_recorded() {
    List<NewLead> leads = new ArrayList<>(leads(2));
    leads.add(lead(Aws.newId(), "x".repeat(500_000)));

    assertThat(record(leads))
        .containsEntry(leads.get(0).leadgenId(), RecordResult.NEW)
        .containsEntry(leads.get(2).leadgenId(), RecordResult.REFUSED);
  }

  @Test
  void a_lead_that_is_twice_in_one_call_is_recorded_once() {
    NewLead lead = leads(1).get(0);

    assertThat(record(List.of(lead, lead)))
        .containsExactly(entry(lead.leadgenId(), RecordResult.NEW));
  }

  @Test
  void a_known_log_without_a_payload_is_filled_if_the_caller_asks_for_it() {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));

    assertThat(record(List.of(lead))).containsValue(RecordResult.KNOWN);
    assertThat(logs.find(lead.leadgenId()).orElseThrow().leadPayload()).isNull();
    assertThat(fill(lead)).isEqualTo(RecordResult.FILLED);
    assertThat(logs.find(lead.leadgenId()).orElseThrow().leadPayload()).isNotNull();
    assertThat(fill(lead)).isEqualTo(RecordResult.KNOWN);
  }

  @Test
  void a_single_lead_of_a_poll_fills_an_error_which_is_due_at_once() {
    NewLead lead = leads(1).get(0).asBulk(null);
    record(List.of(lead.with(null)));
    ended(lead, "Error", Reason.META_UNAVAILABLE);

    assertThat(fill(lead)).isEqualTo(RecordResult.FILLED);

    LeadLog log = logs.find(lead.leadgenId()).orElseThrow();
    assertThat(log.status()).isEqualTo(Status.PENDING);
    assertThat(log.leadPayload()).isEqualTo(lead.read().payload());
    assertThat(log.retry().retryAt()).isEqualTo(lead.recordedAt());
    assertThat(log.retry().retryUntil()).isEqualTo(lead.recordedAt().plus(Duration.ofHours(72)));
    assertThat(log.history()).last().satisfies(e -> assertThat(e.by()).isEqualTo("Import"));
  }

  @Test
  void a_dry_run_reports_a_lead_that_would_fill_a_log_and_writes_nothing() {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));

    assertThat(intake.predict(List.of(lead))).containsValue(RecordResult.FILLED);
    assertThat(intake.predict(List.of(lead.with(null)))).containsValue(RecordResult.KNOWN);
    assertThat(logs.find(lead.leadgenId()).orElseThrow().leadPayload()).isNull();
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, names = "META_.*", mode = EnumSource.Mode.MATCH_ALL)
  void an_error_for_lack_of_its_payload_is_pending_and_enqueued_after_it_is_filled(Reason reason) {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));
    ended(lead, "Error", reason);
    Aws.drain("BacklogQueue");
    boolean waits = reason != Reason.META_DASHBOARD_TEST;

    assertThat(fill(lead)).isEqualTo(RecordResult.FILLED);

    LeadLog log = logs.find(lead.leadgenId()).orElseThrow();
    assertThat(log.status()).isEqualTo(waits ? Status.PENDING : Status.ERROR);
    assertThat(log.leadPayload()).isEqualTo(lead.read().payload());
    assertThat(messages()).isEqualTo(waits ? Set.of(lead.leadgenId()) : Set.of());
    assertThat(log.history()).last().satisfies(e -> assertThat(e.by()).isEqualTo("marie"));
    if (waits) {
      assertThat(log.reason()).isNull();
      assertThat(log.errorMessage()).isNull();
      assertThat(log.retry().attempts()).isZero();
      assertThat(log.retry().retryAt()).isEqualTo(NOW);
      assertThat(log.retry().retryUntil()).isEqualTo(UNTIL);
    }
    assertThat(fill(lead)).as("the same file again").isEqualTo(RecordResult.KNOWN);
    assertThat(messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Error, DESTINATION_REJECTED",
    "Unconfigured, PAGE_NOT_CONFIGURED",
    "Loss, MARKED_LOSS"
  })
  void a_log_with_a_reason_other_than_reading_keeps_its_status(String status, Reason reason) {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));
    ended(lead, status, reason);
    Aws.drain("BacklogQueue");

    assertThat(fill(lead)).isEqualTo(RecordResult.FILLED);

    assertThat(logs.find(lead.leadgenId()).orElseThrow().reason()).isEqualTo(reason);
    assertThat(messages()).isEmpty();
  }

  @Test
  void an_existing_payload_is_never_replaced() {
    NewLead lead = leads(1).get(0);
    record(List.of(lead));
    ended(lead, "Error", Reason.META_UNAVAILABLE);

    assertThat(fill(lead(lead.leadgenId().text(), "{\"other\":true}")))
        .isEqualTo(RecordResult.KNOWN);

    LeadLog log = logs.find(lead.leadgenId()).orElseThrow();
    assertThat(log.leadPayload()).isEqualTo(lead.read().payload());
    assertThat(log.status()).isEqualTo(Status.ERROR);
  }

  private static void ended(NewLead lead, String status, Reason reason) {
    Leads.set(lead.leadgenId(), "status", AttributeValue.fromS(status));
    Leads.set(lead.leadgenId(), "reason", AttributeValue.fromS(reason.name()));
    Leads.set(lead.leadgenId(), "errorMessage", AttributeValue.fromS("Meta said no"));
    Leads.set(lead.leadgenId(), "attempts", AttributeValue.fromN("7"));
  }

  @Test
  void a_log_whose_status_changes_between_read_and_write_is_read_again() {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));
    AtomicBoolean changed = new AtomicBoolean();
    Aws.dynamodb()
        .chooseFaults(
            (operation, body) -> {
              if (operation.equals("UpdateItem") && changed.compareAndSet(false, true)) {
                Leads.set(lead.leadgenId(), "status", AttributeValue.fromS("Unconfigured"));
              }
              return null;
            });

    assertThat(fill(lead)).isEqualTo(RecordResult.FILLED);
    assertThat(changed).isTrue();
    Aws.dynamodb().chooseFaults((operation, body) -> null);
  }

  @Test
  void an_erased_log_stays_erased() {
    NewLead lead = leads(1).get(0);
    record(List.of(lead.with(null)));
    Leads.set(lead.leadgenId(), "erasedAt", AttributeValue.fromS("2026-11-24T10:00:00.000Z"));

    assertThat(fill(lead)).isEqualTo(RecordResult.KNOWN);
    assertThat(logs.find(lead.leadgenId()).orElseThrow().leadPayload()).isNull();
  }

  @Test
  void a_lead_whose_insert_lost_its_answer_is_new_and_gets_a_message() {
    List<NewLead> leads = leads(60);
    AtomicInteger inserts = new AtomicInteger();
    Aws.dynamodb()
        .chooseFaults(
            (operation, body) ->
                operation.equals("BatchExecuteStatement") && inserts.getAndIncrement() == 0
                    ? Fault.HANGS_UP
                    : null);

    assertThat(record(leads).values()).containsOnly(RecordResult.NEW);
    assertThat(messages()).isEqualTo(ids(leads));
    assertThat(inserts).hasValueGreaterThan(3);
  }

  @Test
  void known_leads_cost_one_look_up_and_no_write() {
    List<NewLead> leads = leads(100);
    record(leads);
    Aws.dynamodb().forget();

    intake.record(leads, MissingPayload.FILL);

    assertThat(Aws.dynamodb().operations()).containsExactly("BatchGetItem");
  }

  @Test
  void leads_without_a_result_of_the_look_up_are_inserted() {
    List<NewLead> leads = leads(3);
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("BatchGetItem"));

    assertThat(record(leads).values()).containsOnly(RecordResult.NEW);
  }

  private Map<LeadgenId, RecordResult> record(List<NewLead> leads) {
    return intake.record(leads, MissingPayload.LEAVE);
  }

  private RecordResult fill(NewLead lead) {
    return intake.record(List.of(lead), MissingPayload.FILL).get(lead.leadgenId());
  }

  private static List<NewLead> leads(int count) {
    return Aws.newIds(count).stream().map(id -> lead(id, "{\"id\":\"" + id + "\"}")).toList();
  }

  private static NewLead lead(String id, String payload) {
    return NewLead.of(
            new LeadIds(
                new LeadgenId(id),
                new PageId("1635959142565683"),
                new FormId("527829666666421"),
                "23851234567890101"),
            LONG_AGO,
            Source.IMPORT)
        .with(new FetchedLead(payload, "Instagram", false, "999", new FormId("1"), LONG_AGO, true))
        .asBulk(new NewLead.Later(NOW, UNTIL, "marie"));
  }

  private static Set<LeadgenId> ids(List<NewLead> leads) {
    return leads.stream().map(NewLead::leadgenId).collect(Collectors.toSet());
  }

  private Set<LeadgenId> messages() {
    return Aws.drain("BacklogQueue").stream()
        .map(message -> LeadMessage.read(message.body()).orElseThrow().leadgenId())
        .collect(Collectors.toSet());
  }
}
