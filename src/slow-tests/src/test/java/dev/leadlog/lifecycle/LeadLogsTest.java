package dev.leadlog.lifecycle;

import static dev.leadlog.lifecycle.LeadLogsFixture.lead;
import static dev.leadlog.lifecycle.LeadLogsFixture.newId;
import static dev.leadlog.lifecycle.LeadLogsFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.lifecycle.DueLogs.DueKind;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LeadLogsTest {

  private static final ManualChanges.Reprocessing TO_ALL =
      new ManualChanges.Reprocessing(false, List.of(), null);

  private static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final Duration LEASE = Duration.ofSeconds(150);
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(72);
  private static final String PAYLOAD = "{\"id\":\"1\",\"field_data\":[]}";

  private static final DynamoDbClient DYNAMODB = Aws.dynamoDbClient();

  private final LeadLogs logs = LeadLogsFixture.logs(DYNAMODB);
  private final DueLogs dueLogs = LeadLogsFixture.due(DYNAMODB);
  private final ManualChanges manualChanges = LeadLogsFixture.manual(DYNAMODB);

  @AfterEach
  void clearFaults() {
    Aws.dynamodb().clearFault();
  }

  @Nested
  class Inserting {

    @Test
    void a_new_lead_is_pending_and_due_at_once() {
      LeadLog log = inserted();

      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.retry().retryAt()).isEqualTo(RECEIVED);
      assertThat(log.retry().attempts()).isZero();
      assertThat(log.data().notifications()).isEqualTo(1);
      assertThat(log.history())
          .containsExactly(new HistoryEntry(RECEIVED, null, Status.PENDING, "Webhook", null, null));
    }

    @Test
    void a_new_lead_is_due_for_the_sweep_after_three_minutes() {
      LeadLog log = inserted();

      assertThat(text(log, "dueAt")).isEqualTo("2026-02-28T08:52:14.120Z");
      assertThat(stored(log.leadgenId())).containsKey("dueShard");
    }

    @Test
    void a_new_lead_has_the_keys_of_every_index() {
      LeadLog log = inserted();

      String monthAndShard = "2026-02#" + log.leadgenId().shard(8);
      assertThat(text(log, "receivedKey")).isEqualTo("2026-02-28T08:49:14.120Z#" + log.leadgenId());
      assertThat(text(log, "receivedShard")).isEqualTo(monthAndShard);
      assertThat(text(log, "statusShard")).isEqualTo("Pending#" + monthAndShard);
      assertThat(text(log, "pageShard")).isEqualTo("1635959142565683#" + monthAndShard);
    }

    @Test
    void a_new_log_stores_everything_of_the_notification() {
      NewLead lead = lead(newId(), RECEIVED);
      LeadLogsFixture.insert(lead);

      LeadLog log = logs.find(lead.leadgenId()).orElseThrow();

      assertThat(log.pageId()).isEqualTo(lead.pageId());
      assertThat(log.formId()).isEqualTo(lead.formId());
      assertThat(log.adId()).isEqualTo(lead.adId());
      assertThat(log.createdTime()).isEqualTo(lead.createdTime());
      assertThat(log.data().rawPayload()).isEqualTo(lead.raw());
    }

    @Test
    void a_lead_with_only_an_id_is_logged() {
      LeadgenId id = newId();

      LeadLogsFixture.insert(NewLead.of(LeadIds.of(id), RECEIVED, Source.POLLING));

      LeadLog log = logs.find(id).orElseThrow();
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.data().notifications()).isZero();
      assertThat(stored(id)).doesNotContainKey("pageShard");
    }

    @Test
    void a_known_lead_is_not_overwritten() {
      LeadLog log = claimed(inserted());

      boolean isNew = LeadLogsFixture.insert(lead(log.leadgenId(), RECEIVED.plusSeconds(60)));

      assertThat(isNew).isFalse();
      assertThat(logs.find(log.leadgenId())).contains(log);
    }

    @Test
    void only_one_of_many_concurrent_inserts_succeeds() {
      NewLead lead = lead(newId(), RECEIVED);

      assertThat(atOnce(16, () -> LeadLogsFixture.insert(lead))).containsOnlyOnce(true);
    }

    @Test
    void a_malformed_change_is_an_error_that_is_never_due() {
      LeadgenId id = newId();

      LeadLogsFixture.insert(
          NewLead.of(LeadIds.of(id), RECEIVED, Source.WEBHOOK)
              .announcedBy("{}")
              .malformed(Reason.MALFORMED_CHANGE, "no usable id"));

      LeadLog log = logs.find(id).orElseThrow();
      assertThat(log.status()).isEqualTo(Status.ERROR);
      assertThat(log.reason()).isEqualTo(Reason.MALFORMED_CHANGE);
      assertThat(log.errorMessage()).isEqualTo("no usable id");
      assertThat(text(log, "statusShard")).startsWith("Error#");
      assertThat(stored(id)).doesNotContainKeys("retryAt", "dueAt", "dueShard");
    }

    /** A situation after a rollback to the previous version. */
    @Test
    void a_log_with_an_unknown_reason_is_read_without_it() {
      LeadgenId id = inserted().leadgenId();
      Aws.direct()
          .updateItem(
              r ->
                  r.tableName("LeadLogs")
                      .key(Map.of("leadgenId", AttributeValue.fromS(id.text())))
                      .updateExpression("SET reason = :reason")
                      .expressionAttributeValues(
                          Map.of(":reason", AttributeValue.fromS("OF_TOMORROW"))));

      assertThat(logs.find(id).orElseThrow().reason()).isNull();
    }
  }

  @Nested
  class Claiming {

    @Test
    void a_claim_counts_an_attempt_and_has_a_lease() {
      LeadLog log = claimed(inserted());

      assertThat(log.retry().attempts()).isEqualTo(1);
      assertThat(log.processing().lease().until()).isEqualTo(RECEIVED.plus(LEASE));
      assertThat(log.retry().dueAt()).isEqualTo(RECEIVED.plus(LEASE).plusSeconds(120));
    }

    /** Each changed summary column costs a write in three indexes. */
    @Test
    void a_claim_changes_no_summary_column() {
      LeadLog log = inserted();
      Map<String, AttributeValue> before = row(log);

      claimed(log);

      assertThat(row(log)).isEqualTo(before);
    }

    private static Map<String, AttributeValue> row(LeadLog log) {
      return Aws.direct()
          .query(
              r ->
                  r.tableName("LeadLogs")
                      .indexName("byReceived")
                      .keyConditionExpression("receivedShard = :shard AND receivedKey = :key")
                      .expressionAttributeValues(
                          Map.of(
                              ":shard", stored(log.leadgenId()).get("receivedShard"),
                              ":key", stored(log.leadgenId()).get("receivedKey"))))
          .items()
          .get(0);
    }

    @Test
    void a_claimed_log_is_not_due_until_its_lease_is_over() {
      LeadLog log = claimed(inserted());
      Instant over = RECEIVED.plus(LEASE);

      assertThat(logs.claim(log.leadgenId(), over.minusMillis(1), LEASE))
          .isEqualTo(new Claim.NotDue(log));
      assertThat(taken(logs.claim(log.leadgenId(), over, LEASE)).retry().attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5_000})
    void a_log_can_be_claimed_five_seconds_early(long early) {
      LeadLog log = inserted();

      assertThat(logs.claim(log.leadgenId(), RECEIVED.minusMillis(early), LEASE))
          .isInstanceOf(Claim.Taken.class);
    }

    @Test
    void a_log_cannot_be_claimed_more_than_five_seconds_early() {
      LeadLog log = inserted();

      assertThat(logs.claim(log.leadgenId(), RECEIVED.minusMillis(5_001), LEASE))
          .isEqualTo(new Claim.NotDue(log));
    }

    @Test
    void exactly_one_of_many_workers_claims_a_log() {
      for (int round = 0; round < 5; round++) {
        LeadLog log = inserted();

        List<Claim> claims = atOnce(16, () -> logs.claim(log.leadgenId(), RECEIVED, LEASE));

        assertThat(claims).filteredOn(Claim.Taken.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.NotDue.class::isInstance).hasSize(15);
        assertThat(logs.find(log.leadgenId()).orElseThrow().retry().attempts()).isEqualTo(1);
      }
    }

    @Test
    void a_missing_log_cannot_be_claimed() {
      LeadgenId id = newId();

      assertThat(logs.claim(id, RECEIVED, LEASE)).isEqualTo(new Claim.Absent());
      assertThat(logs.find(id)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void a_log_that_is_not_pending_cannot_be_claimed(Status status) {
      LeadLog log = concluded(claimed(inserted()), end(status, Reason.FORM_NOT_MAPPED));

      assertThat(logs.claim(log.leadgenId(), RECEIVED.plus(LEASE), LEASE))
          .isEqualTo(new Claim.NotDue(log));
    }

    @Test
    void a_claim_succeeds_if_its_first_response_is_lost() {
      LeadLog log = inserted();
      int[] requests = {0};
      Aws.dynamodb().setFault(Fault.HANGS_UP, operation -> requests[0]++ == 0);

      LeadLog claimed = claimed(log);

      assertThat(requests[0]).isGreaterThan(1);
      assertThat(claimed.retry().attempts()).isEqualTo(1);
      assertThat(logs.claim(log.leadgenId(), RECEIVED, LEASE)).isInstanceOf(Claim.NotDue.class);
    }
  }

  /** A worker that lost its claim writes nothing, at any later time. */
  @Nested
  class WhenAWorkerLostItsClaim {

    @Test
    void a_worker_that_lost_its_claim_cannot_write_an_outcome() {
      LeadLog zombie = claimed(inserted());
      LeadLog log = claimedAgain(zombie);

      assertThat(conclude(zombie, end(Status.ERROR, Reason.INVALID_PHONE))).isFalse();
      assertThat(logs.find(log.leadgenId())).contains(log);
    }

    @Test
    void a_worker_that_lost_its_claim_cannot_write_after_a_throttled_attempt() {
      LeadLog zombie = claimed(inserted());
      LeadLog throttled =
          concluded(claimedAgain(zombie), waiting(RECEIVED.plusSeconds(600), false));
      LeadLog log = taken(logs.claim(zombie.leadgenId(), RECEIVED.plusSeconds(600), LEASE));
      LeadLog andAgain = concluded(log, waiting(RECEIVED.plusSeconds(1200), false));

      assertThat(throttled.retry().attempts()).isEqualTo(zombie.retry().attempts());
      assertThat(andAgain.retry().attempts()).isEqualTo(zombie.retry().attempts());
      assertThat(conclude(zombie, end(Status.PROCESSED, null))).isFalse();
      assertThat(logs.find(log.leadgenId())).contains(andAgain);
    }

    @Test
    void a_worker_that_lost_its_claim_cannot_write_after_a_reprocessing() {
      LeadLog zombie = claimed(inserted());
      LeadLog failed = concluded(claimedAgain(zombie), end(Status.ERROR, Reason.INVALID_PHONE));
      manualChanges.reprocess(failed, "someone", RECEIVED.plusSeconds(400), TO_ALL);

      assertThat(conclude(zombie, end(Status.LOSS, null))).isFalse();
      assertThat(logs.find(zombie.leadgenId()).orElseThrow().status()).isEqualTo(Status.PENDING);
    }

    @Test
    void a_worker_that_lost_its_claim_cannot_replace_a_final_status() {
      LeadLog zombie = claimed(inserted());
      LeadLog log = concluded(claimedAgain(zombie), end(Status.PROCESSED, null));

      assertThat(conclude(zombie, waiting(RECEIVED.plusSeconds(10), true))).isFalse();
      assertThat(logs.find(log.leadgenId())).contains(log);
    }
  }

  @Nested
  class Concluding {

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void a_log_with_a_final_status_is_not_due(Status status) {
      LeadLog log = concluded(claimed(inserted()), end(status, Reason.PAGE_DISABLED));

      assertThat(stored(log.leadgenId())).doesNotContainKeys("retryAt", "dueAt", "dueShard");
      assertThat(text(log, "statusShard"))
          .isEqualTo(status.text() + "#2026-02#" + log.leadgenId().shard(8));
    }

    @Test
    void a_log_with_a_final_status_and_no_payload_is_due_for_reading() {
      Instant later = RECEIVED.plusSeconds(3600);

      LeadLog log =
          concluded(
              claimed(inserted()), end(Status.DISABLED, Reason.PAGE_DISABLED, null, later, true));

      assertThat(log.retry().dueAt()).isEqualTo(later);
      assertThat(stored(log.leadgenId())).containsKey("dueShard");
    }

    @Test
    void a_waiting_lead_is_swept_two_minutes_after_its_retry_time() {
      Instant retryAt = RECEIVED.plusSeconds(20);

      LeadLog log = concluded(claimed(inserted()), waiting(retryAt, true));

      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.retry().retryAt()).isEqualTo(retryAt);
      assertThat(log.retry().dueAt()).isEqualTo(retryAt.plusSeconds(120));
      assertThat(stored(log.leadgenId())).containsKey("dueShard");
      assertThat(text(log, "statusShard")).startsWith("Pending#");
    }

    @Test
    void the_remedy_is_stored_and_removed_with_its_reason() {
      LeadLog log = concluded(claimed(inserted()), waiting(RECEIVED, true));
      assertThat(text(log, "remedy")).isEqualTo(Reason.META_UNAVAILABLE.remedy());

      LeadLog processed =
          concluded(
              taken(logs.claim(log.leadgenId(), RECEIVED, LEASE)), end(Status.PROCESSED, null));

      assertThat(processed.reason()).isNull();
      assertThat(stored(log.leadgenId())).doesNotContainKeys("reason", "remedy", "errorMessage");
    }

    @Test
    void a_throttled_attempt_does_not_count() {
      LeadLog log = concluded(claimed(inserted()), waiting(RECEIVED.plusSeconds(60), false));

      assertThat(log.retry().attempts()).isZero();
    }

    @Test
    void an_outcome_succeeds_if_its_first_response_is_lost() {
      LeadLog claimed = claimed(inserted());
      int[] requests = {0};
      Aws.dynamodb().setFault(Fault.HANGS_UP, operation -> requests[0]++ == 0);

      assertThat(conclude(claimed, waiting(RECEIVED.plusSeconds(60), false))).isTrue();

      assertThat(requests[0]).isGreaterThan(1);
    }

    @Test
    void an_outcome_is_written_once() {
      LeadLog claimed = claimed(inserted());
      LeadLog once = concluded(claimed, waiting(RECEIVED.plusSeconds(60), false));

      assertThat(conclude(claimed, waiting(RECEIVED.plusSeconds(90), true))).isFalse();

      assertThat(logs.find(claimed.leadgenId())).contains(once);
    }

    @Test
    void an_outcome_that_is_too_large_is_written_with_a_short_history() {
      LeadLog log = nearlyFull(272);

      assertThat(conclude(log, processed(read("x".repeat(120 * 1024))))).isTrue();

      LeadLog concluded = logs.find(log.leadgenId()).orElseThrow();
      assertThat(concluded.status()).isEqualTo(Status.PROCESSED);
      assertThat(concluded.leadDocReference().id()).isEqualTo("CRM-LEAD-1");
      assertThat(concluded.leadPayload()).hasSize(120 * 1024);
      assertThat(concluded.history()).hasSize(10);
    }

    @Test
    void an_outcome_whose_payload_is_too_large_is_written_without_it() {
      LeadLog log = nearlyFull(330);

      assertThat(conclude(log, processed(read("x".repeat(120 * 1024))))).isTrue();

      LeadLog concluded = logs.find(log.leadgenId()).orElseThrow();
      assertThat(concluded.status()).isEqualTo(Status.PROCESSED);
      assertThat(concluded.leadPayload()).isNull();
      assertThat(concluded.history()).last().extracting(HistoryEntry::note).isNotNull();
    }

    @Test
    void a_long_message_is_cut() {
      LeadLog log =
          concluded(
              claimed(inserted()),
              new Outcome(
                  Outcome.Result.of(Status.ERROR, Reason.DESTINATION_REJECTED, "x".repeat(99_999)),
                  null,
                  null,
                  List.of(),
                  Outcome.Due.read(null),
                  false,
                  null));

      assertThat(log.errorMessage()).hasSizeLessThan(5_000);
    }

    /** A claimed log with a long history and the given number of KB beside it. */
    private LeadLog nearlyFull(int kilobytes) {
      LeadgenId id = inserted().leadgenId();
      HistoryEntry noted =
          new HistoryEntry(RECEIVED, Status.ERROR, Status.PENDING, "marie", null, "n".repeat(500));
      Aws.direct()
          .updateItem(
              r ->
                  r.tableName("LeadLogs")
                      .key(LeadLogs.key(id))
                      .updateExpression("SET rawPayload = :raw, history = :history")
                      .expressionAttributeValues(
                          Map.of(
                              ":raw",
                              AttributeValue.fromS("r".repeat(kilobytes * 1024)),
                              ":history",
                              LeadLogItem.history(java.util.Collections.nCopies(99, noted)))));
      return claimed(logs.find(id).orElseThrow());
    }

    private Outcome processed(FetchedLead read) {
      return new Outcome(
          new Outcome.Result(
              Status.PROCESSED,
              null,
              null,
              List.of(),
              new LeadDocReference("Lead", "CRM-LEAD-1", null)),
          read,
          null,
          List.of(),
          Outcome.Due.read(null),
          false,
          null);
    }

    @Test
    void the_reference_of_the_record_and_the_failure_are_stored() {
      LeadDocReference reference = new LeadDocReference("Lead", "CRM-LEAD-1", "https://crm/1");
      Problem problem =
          new Problem(
              "mobile_no", "format_phone_number", Reason.INVALID_PHONE, "a number", "3 digits");
      Problem missing = new Problem("email_id", "required", Reason.MISSING_REQUIRED);

      LeadLog log =
          concluded(
              claimed(inserted()),
              new Outcome(
                  new Outcome.Result(
                      Status.ERROR,
                      Reason.INVALID_PHONE,
                      "mobile_no is no phone number",
                      List.of(problem, missing),
                      reference),
                  null,
                  new Outcome.ConfigurationUsed("1635959142565683@3", "Spring offer"),
                  List.of(),
                  Outcome.Due.read(null),
                  true,
                  "{}"));

      assertThat(log.data().problems()).containsExactly(problem, missing);
      assertThat(log.leadDocReference()).isEqualTo(reference);
      assertThat(log.processing().configReference()).isEqualTo("1635959142565683@3");
      assertThat(log.processing().leadForm()).isEqualTo("Spring offer");
      assertThat(log.errorMessage()).isEqualTo("mobile_no is no phone number");
      assertThat(log.data().unexpectedAnswer()).isEqualTo("{}");
      assertThat(log.test()).isTrue();
    }
  }

  @Nested
  class History {

    @Test
    void a_history_entry_has_both_statuses_the_author_and_the_note() {
      LeadLog log = concluded(claimed(inserted()), end(Status.ERROR, Reason.INVALID_EMAIL));

      assertThat(log.history())
          .last()
          .isEqualTo(
              new HistoryEntry(
                  RECEIVED, Status.PENDING, Status.ERROR, "processor", Reason.INVALID_EMAIL, null));
    }

    @Test
    void another_wait_for_the_same_reason_is_no_history_entry() {
      LeadLog once = concluded(claimed(inserted()), waiting(RECEIVED, true));
      LeadLog twice =
          concluded(taken(logs.claim(once.leadgenId(), RECEIVED, LEASE)), waiting(RECEIVED, true));

      assertThat(once.history()).hasSize(2);
      assertThat(twice.history()).isEqualTo(once.history());
    }

    @Test
    void a_wait_for_another_reason_is_a_history_entry() {
      LeadLog once = concluded(claimed(inserted()), waiting(RECEIVED, true));
      LeadLog twice =
          concluded(
              taken(logs.claim(once.leadgenId(), RECEIVED, LEASE)),
              end(Status.PENDING, Reason.META_THROTTLED, RECEIVED, null, true));

      assertThat(twice.history()).hasSize(3);
    }

    @Test
    void the_first_entry_and_the_last_99_are_kept() {
      LeadLog log = withHistoryOf(98);
      for (int second = 98; second <= 102; second++) {
        Instant now = RECEIVED.plusSeconds(second);
        Reason reason = second % 2 == 0 ? Reason.META_UNAVAILABLE : Reason.META_THROTTLED;
        LeadLog claimed = taken(logs.claim(log.leadgenId(), now, LEASE));
        Outcome waits = end(Status.PENDING, reason, now, null, true);
        assertThat(logs.conclude(claimed, waits, "processor", now)).isTrue();
        log = logs.find(log.leadgenId()).orElseThrow();
        assertThat(log.history()).hasSize(Math.min(100, second + 1));
      }

      assertThat(log.history().get(0).by()).isEqualTo("Webhook");
      assertThat(log.history().subList(1, 100))
          .extracting(HistoryEntry::at)
          .isEqualTo(IntStream.rangeClosed(4, 102).mapToObj(RECEIVED::plusSeconds).toList());
    }

    /** The entry of the insert, and one entry for each second since. */
    private LeadLog withHistoryOf(int many) {
      LeadLog log = inserted();
      List<HistoryEntry> entries = new ArrayList<>(log.history());
      IntStream.range(1, many)
          .mapToObj(RECEIVED::plusSeconds)
          .map(at -> new HistoryEntry(at, Status.PENDING, Status.PENDING, "processor", null, null))
          .forEach(entries::add);
      Aws.direct()
          .updateItem(
              r ->
                  r.tableName("LeadLogs")
                      .key(Map.of("leadgenId", AttributeValue.fromS(log.leadgenId().text())))
                      .updateExpression("SET history = :history")
                      .expressionAttributeValues(Map.of(":history", LeadLogItem.history(entries))));
      return log;
    }
  }

  @Nested
  class Payloads {

    @Test
    void a_payload_is_stored_unchanged_with_the_values_of_the_lead() {
      LeadLog log = concluded(claimed(inserted()), endWith(read(PAYLOAD)));

      assertThat(log.leadPayload()).isEqualTo(PAYLOAD);
      assertThat(log.metadata().platform()).isEqualTo("Instagram");
      assertThat(log.metadata().organic()).isTrue();
    }

    @Test
    void a_lead_whose_webhook_named_an_ad_is_not_organic() {
      FetchedLead silent = new FetchedLead(PAYLOAD, "Facebook", null, null, null, null, false);

      LeadLog log = concluded(claimed(inserted()), endWith(silent));

      assertThat(log.adId()).isNotNull();
      assertThat(log.metadata().organic()).isFalse();
    }

    @Test
    void values_of_the_webhook_are_not_replaced() {
      LeadLog log = concluded(claimed(inserted()), endWith(readWith("999", "888", Instant.EPOCH)));

      assertThat(log.adId()).isEqualTo("120210000000000001");
      assertThat(log.formId()).isEqualTo(new FormId("527829666666421"));
      assertThat(log.createdTime()).isEqualTo(RECEIVED.minusSeconds(3));
    }

    @Test
    void values_that_the_webhook_lacks_are_filled_in() {
      LeadgenId id = newId();
      LeadLogsFixture.insert(NewLead.of(LeadIds.of(id), RECEIVED, Source.WEBHOOK));
      LeadLog claimed = taken(logs.claim(id, RECEIVED, LEASE));

      LeadLog log = concluded(claimed, endWith(readWith("999", "888", RECEIVED)));

      assertThat(log.adId()).isEqualTo("999");
      assertThat(log.formId()).isEqualTo(new FormId("888"));
      assertThat(log.createdTime()).isEqualTo(RECEIVED);
    }

    @Test
    void a_stored_payload_does_not_change_the_claim_of_a_pending_log() {
      LeadLog claimed = claimed(inserted());

      assertThat(logs.keepPayload(claimed, read(PAYLOAD))).isTrue();

      LeadLog log = concluded(claimed, end(Status.PROCESSED, null));
      assertThat(log.leadPayload()).isEqualTo(PAYLOAD);
    }

    @Test
    void a_late_payload_keeps_the_status_and_the_log_is_not_due() {
      LeadLog unread = unread();

      assertThat(logs.keepPayload(unread, read(PAYLOAD))).isTrue();

      LeadLog log = logs.find(unread.leadgenId()).orElseThrow();
      assertThat(log.status()).isEqualTo(Status.DISABLED);
      assertThat(log.reason()).isEqualTo(Reason.PAGE_DISABLED);
      assertThat(log.leadPayload()).isEqualTo(PAYLOAD);
      assertThat(stored(log.leadgenId())).doesNotContainKeys("dueAt", "dueShard");
    }

    @Test
    void a_late_payload_does_not_replace_another() {
      LeadLog unread = unread();
      logs.keepPayload(unread, read(PAYLOAD));

      assertThat(logs.keepPayload(unread, read("{}"))).isFalse();
      assertThat(logs.find(unread.leadgenId()).orElseThrow().leadPayload()).isEqualTo(PAYLOAD);
    }

    @Test
    void a_late_payload_leaves_a_reprocessed_lead_due() {
      LeadLog unread = unread();
      manualChanges.reprocess(unread, "someone", RECEIVED, TO_ALL);

      assertThat(logs.keepPayload(unread, read(PAYLOAD))).isFalse();
      assertThat(stored(unread.leadgenId())).containsKeys("dueAt", "dueShard");
    }

    @Test
    void only_one_of_many_workers_postpones_the_reading() {
      LeadLog unread = unread();
      Instant next = RECEIVED.plusSeconds(7200);

      assertThat(atOnce(8, () -> logs.postponeReading(unread, next))).containsOnlyOnce(true);
      assertThat(logs.find(unread.leadgenId()).orElseThrow().retry().dueAt()).isEqualTo(next);
    }

    @Test
    void reading_can_be_given_up() {
      LeadLog unread = unread();

      assertThat(logs.postponeReading(unread, null)).isTrue();

      assertThat(stored(unread.leadgenId())).doesNotContainKeys("dueAt", "dueShard");
    }

    @Test
    void reading_is_not_given_up_for_a_reprocessed_lead() {
      LeadLog unread = unread();
      manualChanges.reprocess(unread, "someone", RECEIVED, TO_ALL);

      assertThat(logs.postponeReading(unread, null)).isFalse();
      assertThat(stored(unread.leadgenId())).containsKeys("dueAt", "dueShard");
    }

    private LeadLog unread() {
      return concluded(
          claimed(inserted()),
          end(
              Status.DISABLED,
              Reason.PAGE_DISABLED,
              null,
              RECEIVED.plus(Duration.ofHours(1)),
              true));
    }
  }

  @Nested
  class Reprocessing {

    private final Instant now = RECEIVED.plus(Duration.ofDays(9));

    @Test
    void a_log_that_was_claimed_since_it_was_read_is_not_changed_by_a_person() {
      LeadLog seen = inserted();
      LeadLog claimed = claimed(seen);

      assertThat(manualChanges.retry(seen, now, null)).isFalse();
      assertThat(manualChanges.erase(seen, "ann@example.com", now)).isFalse();

      assertThat(logs.find(seen.leadgenId()).orElseThrow()).isEqualTo(claimed);
    }

    @Test
    void a_reprocessed_lead_is_pending_and_due_now_with_the_full_time_for_retries() {
      LeadLog failed = failedAfterTwoAttempts();

      assertThat(manualChanges.reprocess(failed, "ann@example.com", now, TO_ALL)).isTrue();

      LeadLog log = logs.find(failed.leadgenId()).orElseThrow();
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.retry().attempts()).isZero();
      assertThat(log.retry().retryAt()).isEqualTo(now);
      assertThat(log.retry().retryUntil()).isEqualTo(now.plus(GIVE_UP_AFTER));
      assertThat(log.retry().dueAt()).isEqualTo(now.plusSeconds(180));
      assertThat(log.processing().request().manual()).isTrue();
      assertThat(text(log, "statusShard")).startsWith("Pending#2026-02#");
      assertThat(stored(log.leadgenId()))
          .containsKey("dueShard")
          .doesNotContainKeys("reason", "remedy", "errorMessage", "problems");
      assertThat(log.history())
          .last()
          .isEqualTo(
              new HistoryEntry(now, Status.ERROR, Status.PENDING, "ann@example.com", null, null));
    }

    @Test
    void the_manual_flag_is_removed_after_the_attempt() {
      LeadLog failed = failedAfterTwoAttempts();
      manualChanges.reprocess(failed, "someone", now, TO_ALL);
      LeadLog claimed = taken(logs.claim(failed.leadgenId(), now, LEASE));

      assertThat(claimed.processing().request().manual()).isTrue();
      assertThat(
              concluded(claimed, end(Status.ERROR, Reason.INVALID_EMAIL))
                  .processing()
                  .request()
                  .manual())
          .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void a_rejected_token_is_tried_in_one_attempt_of_a_manual_request_that_counts(
        boolean counts, boolean isManual) {
      LeadLog failed = failedAfterTwoAttempts();
      manualChanges.reprocess(failed, "someone", now, TO_ALL);
      LeadLog claimed = taken(logs.claim(failed.leadgenId(), now, LEASE));

      LeadLog log = concluded(claimed, waiting(now.plusSeconds(60), counts));

      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.processing().request().manual()).isEqualTo(isManual);
    }

    @Test
    void only_one_of_many_requests_reprocesses_a_lead() {
      LeadLog failed = failedAfterTwoAttempts();

      assertThat(atOnce(8, () -> manualChanges.reprocess(failed, "someone", now, TO_ALL)))
          .containsOnlyOnce(true);
    }

    @Test
    void a_lead_that_failed_again_since_it_was_read_is_not_reprocessed() {
      LeadLog seen = failedAfterTwoAttempts();
      manualChanges.reprocess(seen, "someone", now, TO_ALL);
      LeadLog failedAnew =
          concluded(
              taken(logs.claim(seen.leadgenId(), now, LEASE)),
              end(Status.ERROR, Reason.INVALID_PHONE));

      assertThat(manualChanges.reprocess(seen, "someone", now, TO_ALL)).isFalse();
      assertThat(logs.find(seen.leadgenId())).contains(failedAnew);
    }

    private LeadLog failedAfterTwoAttempts() {
      return concluded(claimedAgain(claimed(inserted())), end(Status.ERROR, Reason.INVALID_PHONE));
    }
  }

  /** The personal data of these logs were erased: no write may bring them back. */
  @Nested
  class WhenTheLeadIsErased {

    @Test
    void an_erased_lead_cannot_be_claimed() {
      LeadLog log = inserted();
      erase(log);

      assertThat(logs.claim(log.leadgenId(), RECEIVED, LEASE)).isInstanceOf(Claim.NotDue.class);
      assertThat(logs.find(log.leadgenId()).orElseThrow().isErased()).isTrue();
    }

    @Test
    void a_worker_that_was_reading_an_erased_lead_writes_nothing() {
      LeadLog claimed = claimed(inserted());
      erase(claimed);

      assertThat(logs.keepPayload(claimed, read(PAYLOAD))).isFalse();
      assertThat(conclude(claimed, end(Status.PROCESSED, null))).isFalse();
      assertThat(logs.find(claimed.leadgenId()).orElseThrow().leadPayload()).isNull();
    }

    @Test
    void an_erased_lead_cannot_be_reprocessed() {
      LeadLog failed = concluded(claimed(inserted()), end(Status.ERROR, Reason.INVALID_PHONE));
      erase(failed);

      assertThat(manualChanges.reprocess(failed, "someone", RECEIVED, TO_ALL)).isFalse();
    }

    @Test
    void an_erased_lead_gets_no_late_payload() {
      LeadLog unread = concluded(claimed(inserted()), end(Status.LOSS, null));
      erase(unread);

      assertThat(logs.keepPayload(unread, read(PAYLOAD))).isFalse();
    }

    @Test
    void an_erased_lead_is_not_inserted_again() {
      LeadLog log = inserted();
      erase(log);

      assertThat(LeadLogsFixture.insert(lead(log.leadgenId(), RECEIVED))).isFalse();
    }

    private void erase(LeadLog log) {
      Aws.direct()
          .updateItem(
              r ->
                  r.tableName("LeadLogs")
                      .key(Map.of("leadgenId", AttributeValue.fromS(log.leadgenId().text())))
                      .updateExpression("SET erasedAt = :now")
                      .expressionAttributeValues(
                          Map.of(":now", AttributeValue.fromS("2026-03-01T00:00:00.000Z"))));
    }
  }

  @Nested
  class Sweeping {

    @Test
    void a_log_is_due_from_its_time_on() {
      LeadLog log = inserted();

      assertThat(dueAt(RECEIVED.plusSeconds(180).minusMillis(1), log)).isEmpty();
      assertThat(dueAt(RECEIVED.plusSeconds(180), log))
          .containsExactly(new DueLog(log.leadgenId(), RECEIVED.plusSeconds(180)));
    }

    @Test
    void every_shard_is_swept() {
      List<LeadgenId> ids =
          IntStream.range(0, 16)
              .mapToObj(
                  shard ->
                      Stream.generate(LeadLogsFixture::newId)
                          .filter(id -> id.shard(16) == shard)
                          .findFirst()
                          .orElseThrow())
              .toList();
      ids.forEach(id -> LeadLogsFixture.insert(lead(id, RECEIVED)));

      assertThat(dueLogs.due(DueKind.PENDING, RECEIVED.plusSeconds(180), 100_000))
          .extracting(DueLog::leadgenId)
          .containsAll(ids);
    }

    @Test
    void a_run_enqueues_up_to_its_limit_with_the_oldest_first() {
      Instant long_ago = Instant.parse("1971-01-01T00:00:00Z");
      List<LeadgenId> ids =
          Stream.generate(LeadLogsFixture::newId).filter(id -> id.shard(16) == 5).limit(4).toList();
      for (int i = 0; i < ids.size(); i++) {
        LeadLogsFixture.insert(lead(ids.get(i), long_ago.minusSeconds(i)));
      }

      List<DueLog> due = dueLogs.due(DueKind.PENDING, long_ago.plusSeconds(180), 32);

      assertThat(due).extracting(DueLog::leadgenId).containsExactly(ids.get(3), ids.get(2));
    }

    @Test
    void exactly_one_of_many_sweeps_enqueues_a_log() {
      LeadLog log = inserted();
      DueLog due = new DueLog(log.leadgenId(), log.retry().dueAt());
      Instant next = RECEIVED.plusSeconds(780);

      assertThat(atOnce(16, () -> logs.postponeSweep(due, next).isPresent()))
          .containsOnlyOnce(true);
      assertThat(logs.find(log.leadgenId()).orElseThrow().retry().dueAt()).isEqualTo(next);
    }

    @Test
    void a_sweep_does_not_move_a_log_that_was_claimed_since_it_was_read() {
      LeadLog log = inserted();
      LeadLog claimed = claimed(log);

      assertThat(
              logs.postponeSweep(
                  new DueLog(log.leadgenId(), log.retry().dueAt()), RECEIVED.plusSeconds(780)))
          .isEmpty();
      assertThat(logs.find(log.leadgenId())).contains(claimed);
    }

    @Test
    void a_sweep_does_not_make_a_finished_log_due() {
      LeadLog log = inserted();
      concluded(claimed(log), end(Status.PROCESSED, null));

      assertThat(
              logs.postponeSweep(
                  new DueLog(log.leadgenId(), log.retry().dueAt()), RECEIVED.plusSeconds(780)))
          .isEmpty();
      assertThat(stored(log.leadgenId())).doesNotContainKeys("dueAt", "dueShard");
    }

    @Test
    void a_sweep_creates_no_log_for_an_unknown_id() {
      LeadgenId id = newId();

      assertThat(logs.postponeSweep(new DueLog(id, RECEIVED), RECEIVED)).isEmpty();
      assertThat(logs.find(id)).isEmpty();
    }

    @Test
    void a_log_that_a_sweep_has_enqueued_can_be_claimed() {
      LeadLog log = inserted();
      logs.postponeSweep(
          new DueLog(log.leadgenId(), log.retry().dueAt()), RECEIVED.plusSeconds(780));

      assertThat(logs.claim(log.leadgenId(), RECEIVED.plusSeconds(181), LEASE))
          .isInstanceOf(Claim.Taken.class);
    }

    private List<DueLog> dueAt(Instant now, LeadLog log) {
      return dueLogs.due(DueKind.PENDING, now, 100_000).stream()
          .filter(due -> due.leadgenId().equals(log.leadgenId()))
          .toList();
    }
  }

  @Nested
  class Notifications {

    @Test
    void a_notification_is_counted_and_changes_nothing_else() {
      LeadLog log = inserted();

      logs.countNotification(log.leadgenId());
      logs.countNotification(log.leadgenId());

      assertThat(logs.find(log.leadgenId()).orElseThrow().data().notifications()).isEqualTo(3);
      assertThat(logs.claim(log.leadgenId(), RECEIVED, LEASE)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void a_notification_of_an_unknown_id_creates_no_log() {
      LeadgenId id = newId();

      logs.countNotification(id);

      assertThat(logs.find(id)).isEmpty();
    }
  }

  private LeadLog inserted() {
    LeadgenId id = newId();
    LeadLogsFixture.insert(lead(id, RECEIVED));
    return logs.find(id).orElseThrow();
  }

  private LeadLog claimed(LeadLog log) {
    return taken(logs.claim(log.leadgenId(), RECEIVED, LEASE));
  }

  private LeadLog claimedAgain(LeadLog log) {
    return taken(logs.claim(log.leadgenId(), log.processing().lease().until(), LEASE));
  }

  private static LeadLog taken(Claim claim) {
    assertThat(claim).isInstanceOf(Claim.Taken.class);
    return ((Claim.Taken) claim).log();
  }

  private boolean conclude(LeadLog claimed, Outcome end) {
    return logs.conclude(claimed, end, "processor", RECEIVED);
  }

  private LeadLog concluded(LeadLog claimed, Outcome end) {
    assertThat(conclude(claimed, end)).isTrue();
    return logs.find(claimed.leadgenId()).orElseThrow();
  }

  private static Outcome waiting(Instant retryAt, boolean attempt) {
    return end(Status.PENDING, Reason.META_UNAVAILABLE, retryAt, null, attempt);
  }

  private static Outcome end(Status status, Reason reason) {
    return end(status, reason, null, null, true);
  }

  private static Outcome end(
      Status status, Reason reason, Instant retryAt, Instant readAgainAt, boolean attempt) {
    String message = reason == null ? null : "in words";
    return new Outcome(
        Outcome.Result.of(status, reason, message),
        null,
        null,
        List.of(),
        new Outcome.Due(retryAt, readAgainAt, attempt),
        false,
        null);
  }

  /** Processed, with a payload that this attempt has fetched. */
  private static Outcome endWith(FetchedLead lead) {
    return new Outcome(
        Outcome.Result.of(Status.PROCESSED, null, null),
        lead,
        null,
        List.of(),
        Outcome.Due.read(null),
        lead.test(),
        null);
  }

  private static FetchedLead read(String payload) {
    return new FetchedLead(payload, "Instagram", true, null, null, null, false);
  }

  private static FetchedLead readWith(String adId, String formId, Instant createdTime) {
    return new FetchedLead(
        PAYLOAD, "Facebook", false, adId, new FormId(formId), createdTime, false);
  }

  private static String text(LeadLog log, String attribute) {
    return stored(log.leadgenId()).get(attribute).s();
  }

  private static <T> List<T> atOnce(int many, Callable<T> call) {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future :
          threads.invokeAll(IntStream.range(0, many).mapToObj(i -> call).toList())) {
        results.add(future.get());
      }
      return results;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }
}
