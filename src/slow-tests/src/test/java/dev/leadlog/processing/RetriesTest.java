package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.FailingLeadValidator;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Meta.Held;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class RetriesTest {

  private static final int ALWAYS = 1_000;

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Nested
  class Claims {

    @Test
    void a_lead_is_claimed_at_most_a_few_seconds_before_its_retry_time() {
      LeadgenId lead = Meta.lead(page);
      leads.log(lead, page, clock.instant().plusSeconds(60));

      clock.move(Duration.ofSeconds(52));
      leads.process(lead);
      assertThat(leads.log(lead).retry().attempts()).isZero();

      clock.move(Duration.ofSeconds(4));
      leads.process(lead);
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_lead_whose_worker_crashed_is_claimed_and_swept_after_the_lease() {
      LeadgenId lead = leads.announced(page);
      Aws.dynamodb().crashAfter(1);
      leads.process(lead);
      Aws.dynamodb().clearFault();
      LeadLog claimed = leads.log(lead);

      assertThat(claimed.retry().attempts()).isEqualTo(1);
      Instant until = claimed.processing().lease().until();
      assertThat(until)
          .isCloseTo(clock.instant().plus(Processor.LEASE), within(5, ChronoUnit.SECONDS));
      assertThat(claimed.retry().dueAt()).isEqualTo(until.plus(Duration.ofMinutes(2)));
      clock.move(Processor.LEASE.minusSeconds(10));
      leads.process(lead);
      assertThat(leads.log(lead).retry().attempts()).isEqualTo(1);
      clock.move(Duration.ofSeconds(10));
      leads.process(lead);
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }
  }

  @Nested
  class RetryTimes {

    @Test
    void the_retry_of_an_imported_lead_is_a_delayed_message_of_the_backlog_queue() {
      LeadgenId lead = leads.announced(page, "throttled", 1);
      Leads.set(lead, "source", AttributeValue.fromS("Import"));
      int live = Leads.delayed();
      int backlog = Leads.delayedInTheBacklog();

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(Leads.delayedInTheBacklog()).isEqualTo(backlog + 1);
      assertThat(Leads.delayed()).isEqualTo(live);
    }

    @ParameterizedTest
    @CsvSource({"14, 1", "20, 0"})
    void a_wait_of_less_than_15_minutes_is_a_delayed_message_and_a_longer_one_is_swept(
        int minutes, int messages) {
      LeadgenId lead = leads.announced(page, "throttled", 1);
      Meta.setThrottleMinutes(minutes);
      Leads.takeFromQueue();

      leads.process(lead);

      assertThat(leads.log(lead).retry().retryAt())
          .isCloseTo(
              clock.instant().plus(Duration.ofMinutes(minutes)), within(10, ChronoUnit.SECONDS));
      assertThat(Leads.delayed()).isEqualTo(messages);
      assertThat(Leads.takeFromQueue()).as("no message is visible at once").isEmpty();
    }

    @Test
    void a_waiting_lead_is_swept_two_minutes_after_its_retry_time() {
      LeadgenId lead = leads.announced(page, "unavailable", 1);

      leads.process(lead);

      LeadLog waits = leads.log(lead);
      assertThat(waits.status()).isEqualTo(Status.PENDING);
      assertThat(waits.reason()).isEqualTo(Reason.META_UNAVAILABLE);
      assertThat(waits.remedy()).contains(Reason.META_UNAVAILABLE.remedy());
      assertThat(waits.retry().dueAt())
          .isEqualTo(waits.retry().retryAt().plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_waiting_lead_whose_message_cannot_be_sent_is_swept() {
      LeadgenId lead = leads.announced(page, "unavailable", 1);
      Leads.takeFromQueue();
      Aws.sqs().setFault(Fault.REFUSES);
      assertThat(leads.process(lead)).as("the outcome is in the log").isEmpty();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);

      leads.recover(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void throttled_leads_are_spread_over_a_window_that_grows_with_their_number() {
      LeadgenId[] throttled = new LeadgenId[30];
      Meta.setThrottleMinutes(7);
      for (int i = 0; i < throttled.length; i++) {
        throttled[i] = leads.announced(page, "throttled", ALWAYS);
      }

      leads.process(throttled);

      List<Instant> times =
          Stream.of(throttled).map(lead -> leads.log(lead).retry().retryAt()).sorted().toList();
      assertThat(times.get(0)).isAfter(clock.instant().plus(Duration.ofMinutes(6)));
      assertThat(Duration.between(times.get(0), times.get(29)))
          .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(45));
      assertThat(times.subList(0, 10)).doesNotHaveDuplicates();
    }

    @Test
    void attempts_are_counted_except_throttled_ones() {
      LeadgenId unavailable = leads.announced(page, "unavailable", 2);
      LeadgenId throttled = leads.announced(pages.configured(), "throttled", 2);

      leads.process(unavailable, throttled);
      assertThat(leads.log(unavailable).retry().attempts()).isEqualTo(1);
      assertThat(leads.log(throttled).retry().attempts()).isZero();
      clock.move(Duration.ofMinutes(2));
      leads.process(unavailable, throttled);

      assertThat(leads.log(unavailable).retry().attempts()).isEqualTo(2);
      assertThat(leads.log(throttled).retry().attempts()).isZero();
      assertThat(Meta.reads(throttled)).hasSize(2);
    }

    @Test
    void a_lead_that_waits_for_its_destination_keeps_its_payload_and_is_not_read_again() {
      LeadgenId lead = leads.announced(page);
      Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));

      assertThat(leads.process(lead)).isEmpty();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
      assertThat(leads.log(lead).retry().attempts()).isEqualTo(1);
      leads.recover(lead);
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(lead).reason()).isNull();
      assertThat(Meta.reads(lead)).hasSize(1);
      StatusTransitions.assertOf(leads.log(lead));
    }
  }

  @Nested
  class GivingUp {

    @Test
    void a_waiting_lead_is_an_error_72_hours_after_its_receipt_with_its_last_reason() {
      LeadgenId lead = leads.announced(page, "unavailable", ALWAYS);
      leads.process(lead);
      LeadLog waits = leads.log(lead);
      assertThat(waits.status()).isEqualTo(Status.PENDING);

      clock.move(Duration.ofHours(72).minusMinutes(1));
      leads.process(lead);
      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(leads.log(lead).retry().retryAt())
          .isBeforeOrEqualTo(waits.receivedTime().plus(Duration.ofHours(72)));

      clock.move(Duration.ofMinutes(1));
      leads.process(lead);
      LeadLog failed = leads.log(lead);
      assertThat(failed.status()).isEqualTo(Status.ERROR);
      assertThat(failed.reason()).isEqualTo(Reason.META_UNAVAILABLE);
      assertThat(failed.retry().attempts()).isEqualTo(3);
      assertThat(failed.retry().retryAt()).isNull();
      StatusTransitions.assertOf(failed);
    }

    @Test
    void a_lead_of_a_page_that_Meta_always_throttles_is_given_up() {
      LeadgenId lead = leads.announced(page, "throttled", ALWAYS);
      leads.process(lead);
      clock.move(Duration.ofHours(73));

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_THROTTLED);
    }

    @Test
    void a_lead_whose_destination_is_always_down_is_given_up() {
      LeadgenId lead = leads.announced(page);
      Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));
      leads.process(lead);
      clock.move(Duration.ofHours(73));

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
    }

    @Test
    void an_unexpected_response_is_retried_once_then_given_up_and_stored() {
      LeadgenId lead = leads.announced(page, "empty", ALWAYS);
      leads.process(lead);
      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      clock.move(Duration.ofMinutes(1));

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_UNEXPECTED_RESPONSE);
      assertThat(leads.log(lead).data().unexpectedAnswer()).isEqualTo("{\"id\":\"0\"}");
      assertThat(Meta.reads(lead)).hasSize(2);
    }

    @Test
    void a_lead_that_Meta_has_deleted_is_given_up_at_once() {
      LeadgenId lead = Meta.lead(page, "unknown-id", ALWAYS);
      leads.log(lead, page, clock.instant().minus(Duration.ofDays(91)));

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_LEAD_EXPIRED);
      assertThat(leads.log(lead).retry().dueAt()).as("it is not due for reading").isNull();
    }
  }

  @Test
  void a_page_that_was_just_configured_is_used_despite_the_negative_cache() {
    PageId fresh = Pages.unknown();
    LeadgenId before = leads.announced(fresh);
    leads.process(before);
    pages.saveElsewhere(fresh, Pages.document(fresh));
    LeadgenId after = leads.announced(fresh);

    leads.process(after);

    assertThat(leads.log(before).reason()).isEqualTo(Reason.PAGE_NOT_CONFIGURED);
    assertThat(leads.log(after).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(after).processing().configReference()).isEqualTo(fresh + "@7");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_lead_is_delivered_if_its_page_is_configured_while_it_is_read(boolean systemUserSees) {
    PageId fresh = Pages.unknown();
    LeadgenId lead = leads.announced(fresh);
    if (!systemUserSees) {
      Meta.refuse(Meta.SYSTEM_USER);
    }
    Held held = Meta.hold();
    CompletableFuture<Void> worker = CompletableFuture.runAsync(leads::work);
    held.awaitCall();
    pages.saveElsewhere(fresh, Pages.document(fresh));

    held.release();
    worker.join();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_lead_is_delivered_if_its_page_is_configured_while_the_form_name_is_read() {
    PageId fresh = Pages.unknown();
    FormId nameless = Meta.form(fresh);
    LeadgenId lead = Meta.lead(fresh, nameless, "", 0);
    leads.announce(Map.of(lead, fresh), Map.of(fresh, nameless));
    Held reading = Meta.hold();
    CompletableFuture<Void> worker = CompletableFuture.runAsync(leads::work);
    reading.awaitCall();
    Held naming = Meta.hold();
    reading.release();
    naming.awaitCall();
    ObjectNode document = Pages.document(fresh);
    ((ObjectNode) document.at("/forms/0")).put("formId", nameless.text());
    pages.saveElsewhere(fresh, document);

    naming.release();
    worker.join();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  @ParameterizedTest
  @CsvSource({
    FailingLeadValidator.FIELD + ", StackOverflowError",
    FailingLeadValidator.LARGE + ", OutOfMemoryError"
  })
  void an_internal_error_is_the_reason_while_a_lead_waits_and_when_it_is_given_up(
      String field, String error) {
    ObjectNode broken = Pages.document(page);
    ((ArrayNode) broken.at("/forms/0/mapping"))
        .addObject()
        .put("leadField", field)
        .put("default", "yes");
    pages.save(page, broken);
    LeadgenId lead = leads.announced(page);

    assertThat(leads.process(lead)).isEmpty();

    LeadLog waiting = leads.log(lead);
    assertThat(waiting.status()).isEqualTo(Status.PENDING);
    assertThat(waiting.reason()).isEqualTo(Reason.UNEXPECTED_FAILURE);
    assertThat(waiting.errorMessage()).contains(error);
    assertThat(waiting.leadPayload()).isNotNull();
    assertThat(waiting.retry().retryAt()).isAfter(clock.instant());
    clock.move(Duration.ofHours(73));
    leads.process(lead);
    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.UNEXPECTED_FAILURE);
  }

  @Test
  void a_refused_write_is_retried_once_and_the_message_stays_on_the_queue() {
    LeadgenId lead = leads.announced(page);
    Aws.dynamodb().forget();
    Aws.dynamodb().setFault(Fault.REFUSES);

    assertThat(leads.process(lead)).hasSize(1);

    assertThat(Aws.dynamodb().operations()).containsExactly("UpdateItem", "UpdateItem");
    assertThat(Aws.sqs().operations()).contains("ChangeMessageVisibility");
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "5, 480", "20, 21600"})
  void a_message_that_fails_is_delayed_for_longer_each_time(int receiveCount, int seconds) {
    LeadgenId lead = leads.announced(page);
    List<Integer> heldBack = new CopyOnWriteArrayList<>();
    Aws.sqs()
        .chooseFaults(
            (operation, body) -> {
              if (operation.equals("ChangeMessageVisibility")) {
                heldBack.add(Json.read(body).orElseThrow().path("VisibilityTimeout").asInt());
              }
              return null;
            });
    Aws.dynamodb().setFault(Fault.REFUSES);

    leads.process(List.of(Leads.queued("m", LeadMessage.of(lead).body(), receiveCount)));

    assertThat(heldBack).containsExactly(seconds);
  }

  @Test
  void the_test_of_metas_dashboard_is_a_loss_and_never_fetched() {
    LeadgenId test = new LeadgenId("444444444444");
    leads.log(test, new PageId("444444444444"), clock.instant());

    leads.process(test);
    leads.process(test);

    assertThat(leads.log(test).status()).isEqualTo(Status.LOSS);
    assertThat(leads.log(test).reason()).isEqualTo(Reason.META_DASHBOARD_TEST);
    assertThat(leads.log(test).test()).isTrue();
    assertThat(leads.log(test).retry().dueAt()).isNull();
    assertThat(Meta.reads()).isEmpty();
  }
}
