package dev.leadlog.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.polling.PollResult.End;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadPollerTest {

  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** The number of leads that Meta returns at once for a form with {@link #inParts}. */
  private static final int PART_SIZE = 4;

  @Inject Poller poller;
  @Inject LeadPoller leadPoller;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    poller.reset();
    page = pages.configured();
  }

  @Test
  void a_form_has_the_time_of_its_last_poll_and_its_number_of_leads() {
    FormId read = Meta.form(page);
    FormId unknown = new FormId(Aws.newId());
    Meta.lead(page, read, poller.ago(AN_HOUR));

    poller.run();

    assertThat(leadPoller.forms(List.of(unknown, read)))
        .containsExactly(
            new PolledForm(unknown, null, null, false),
            new PolledForm(
                read, Instant.parse(Poller.checkpoint(read).get("readAt").s()), 1L, false));
    assertThat(leadPoller.lastPolls(List.of(page, new PageId(Aws.newId())))).containsOnlyKeys(page);
  }

  @Nested
  class WhenALeadIsMissing {

    @Test
    void a_missing_lead_is_logged_with_its_payload_and_enqueued_on_the_backlog_queue() {
      FormId form = Meta.form(page);
      Instant created = poller.ago(AN_HOUR);
      LeadgenId lead = Meta.lead(page, form, created);

      PollResult polled = poller.run();

      assertThat(polled).isEqualTo(new PollResult(1, 1, 1, 0, End.FINISHED, Map.of()));
      LeadLog log = poller.log(lead);
      assertThat(log.source()).isEqualTo(Source.POLLING);
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.pageId()).isEqualTo(page);
      assertThat(log.formId()).isEqualTo(form);
      assertThat(log.adId()).isEqualTo("23851234567890101");
      assertThat(log.createdTime()).isEqualTo(created);
      assertThat(log.metadata().platform()).isEqualTo("Facebook");
      assertThat(log.metadata().organic()).isFalse();
      assertThat(log.processing().leadForm()).isEqualTo("Form " + form);
      assertThat(log.test()).isFalse();
      assertThat(log.data().notifications()).isZero();
      assertThat(log.retry().retryAt()).isEqualTo(log.receivedTime());
      assertThat(log.retry().dueAt()).isAfter(log.retry().retryAt());
      assertThat(Json.read(log.leadPayload()).orElseThrow().path("field_data")).isNotEmpty();
      assertThat(log.leadPayload()).contains("Spring campaign");
      assertThat(Poller.enqueued()).containsExactly(lead.text());
      assertThat(Leads.takeFromQueue()).isEmpty();
    }

    @Test
    void
        a_missing_lead_is_swept_after_an_hour_at_the_first_poll_of_a_form_and_after_minutes_later() {
      FormId form = Meta.form(page);
      LeadgenId first = Meta.lead(page, form, poller.ago(AN_HOUR));
      poller.run();
      clock.move(Duration.ofMinutes(15));
      LeadgenId later = Meta.lead(page, form, poller.ago(Duration.ofMinutes(10)));

      poller.run();

      assertThat(
              Duration.between(
                  poller.log(first).retry().retryAt(), poller.log(first).retry().dueAt()))
          .isEqualTo(AN_HOUR);
      assertThat(
              Duration.between(
                  poller.log(later).retry().retryAt(), poller.log(later).retry().dueAt()))
          .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void a_missing_lead_is_processed_without_another_call_to_Meta() {
      LeadgenId lead = Meta.lead(page, poller.mapped(page), "", 0);
      poller.run();

      poller.work();

      assertThat(poller.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(Meta.reads(lead)).isEmpty();
      assertThat(Leads.delivered(lead)).isNotEmpty();
    }

    @Test
    void a_lead_of_the_testing_tool_is_flagged_as_a_test() {
      LeadgenId lead = Meta.lead(page, Meta.form(page), "testing-tool", 0);

      poller.run();

      assertThat(poller.log(lead).test()).isTrue();
    }

    @Test
    void a_lead_of_an_unknown_form_is_unconfigured_and_keeps_its_payload() {
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));
      poller.run();

      poller.work();

      LeadLog log = poller.log(lead);
      assertThat(log.status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(log.reason()).isEqualTo(Reason.FORM_NOT_MAPPED);
      assertThat(log.leadPayload()).isNotNull();
      assertThat(log.retry().dueAt()).isNull();
    }

    @Test
    void a_lead_is_read_without_the_fields_of_ads_if_the_token_cannot_see_them() {
      LeadgenId lead =
          Meta.lead(
              page,
              Meta.form(page, Json.object().put("fault", "bad-request").put("times", 1)),
              poller.ago(AN_HOUR));

      poller.run();

      assertThat(poller.log(lead).leadPayload()).doesNotContain("campaign_name");
    }

    @Test
    void a_lead_whose_message_could_not_be_sent_is_enqueued_by_the_sweep() {
      FormId form = Meta.form(page);
      poller.run();
      LeadgenId lead = Meta.lead(page, form, poller.ago(Duration.ofMinutes(1)));
      Aws.sqs().setFault(Fault.REFUSES);

      assertThat(poller.run().found()).isEqualTo(1);

      Aws.sqs().clearFault();
      clock.move(Duration.ofMinutes(4));
      leads.sweep();
      assertThat(Aws.drain("BacklogQueue"))
          .singleElement()
          .satisfies(message -> assertThat(message.body()).contains(lead.text()));
    }
  }

  @Nested
  class WhenALeadIsKnown {

    @Test
    void a_known_lead_is_not_recorded_again_and_its_late_webhook_makes_no_second_record() {
      LeadgenId lead = Meta.lead(page, poller.mapped(page), "", 0);
      poller.run();
      poller.work();
      LeadLog polled = poller.log(lead);
      Map<String, AttributeValue> delivered = Leads.delivered(lead);

      assertThat(leads.announce(lead, page)).isEmpty();
      leads.work();
      poller.run();

      assertThat(poller.log(lead).data().notifications()).isEqualTo(1);
      assertThat(poller.log(lead).source()).isEqualTo(Source.POLLING);
      assertThat(poller.log(lead).history()).isEqualTo(polled.history());
      assertThat(Leads.delivered(lead)).isEqualTo(delivered);
      assertThat(Poller.enqueued()).isEmpty();
    }

    @Test
    void a_known_lead_of_a_webhook_gets_its_payload_and_keeps_its_source_and_status() {
      LeadgenId lead = poller.announced(page, poller.mapped(page), "", 0);

      assertThat(poller.run()).isEqualTo(new PollResult(1, 1, 0, 1, End.FINISHED, Map.of()));

      LeadLog log = poller.log(lead);
      assertThat(log.source()).isEqualTo(Source.WEBHOOK);
      assertThat(log.leadPayload()).isNotNull();
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(Poller.enqueued()).isEmpty();
      leads.work();
      assertThat(poller.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(Meta.reads(lead)).isEmpty();
    }

    @Test
    void an_error_for_lack_of_its_payload_is_pending_after_it_is_filled() {
      LeadgenId lead = poller.announced(page, poller.mapped(page), "permission-missing", 1_000);
      leads.work();
      assertThat(poller.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(poller.log(lead).retry().dueAt()).isNotNull();

      assertThat(poller.run().payloads()).isEqualTo(1);

      assertThat(poller.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(poller.log(lead).leadPayload()).isNotNull();
      leads.process(lead);
      assertThat(poller.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_final_log_with_a_payload_is_not_due_after_its_message_was_processed() {
      LeadgenId lead = Meta.lead(page, poller.mapped(page), "", 0);
      poller.run();
      poller.work();
      Leads.set(lead, "dueAt", AttributeValue.fromS(Times.text(clock.instant())));
      Leads.set(lead, "dueShard", AttributeValue.fromS("unread#3"));

      leads.process(lead);

      assertThat(poller.log(lead).retry().dueAt()).isNull();
    }

    @Test
    void an_erased_log_stays_erased() {
      LeadgenId lead = poller.announced(page, poller.mapped(page), "", 0);
      Leads.set(lead, "erasedAt", AttributeValue.fromS(Times.text(clock.instant())));

      assertThat(poller.run()).isEqualTo(new PollResult(1, 1, 0, 0, End.FINISHED, Map.of()));

      assertThat(poller.log(lead).leadPayload()).isNull();
      assertThat(Poller.enqueued()).isEmpty();
    }
  }

  @Nested
  class Watermarks {

    @Test
    void the_watermark_is_the_newest_lead_and_the_next_poll_overlaps_it() {
      FormId form = Meta.form(page);
      Meta.lead(page, form, poller.ago(Duration.ofHours(3)));
      Instant newest = poller.ago(AN_HOUR);
      Meta.lead(page, form, newest);
      poller.run();
      assertThat(Poller.watermark(form)).isEqualTo(newest);
      LeadgenId listedLate = Meta.lead(page, form, newest.minus(OVERLAP));
      LeadgenId below = Meta.lead(page, form, newest.minus(OVERLAP).minusSeconds(1));

      assertThat(poller.run().found()).isEqualTo(1);

      assertThat(poller.isLogged(listedLate)).isTrue();
      assertThat(poller.isLogged(below)).isFalse();
      assertThat(Poller.watermark(form)).isEqualTo(newest);
    }

    @Test
    void the_first_poll_window_begins_ninety_days_ago() {
      FormId form = Meta.form(page);
      LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(89)));
      LeadgenId tooOld = Meta.lead(page, form, poller.ago(Duration.ofDays(91)));

      poller.run();

      assertThat(poller.isLogged(old)).isTrue();
      assertThat(poller.isLogged(tooOld)).isFalse();
      assertThat(filteredFrom(Poller.calls(form).get(0)))
          .isBetween(
              poller.ago(Duration.ofDays(90)).minusSeconds(10), poller.ago(Duration.ofDays(90)));
    }

    @Test
    void the_watermark_is_never_in_the_future_even_for_a_lead_with_a_future_time() {
      FormId form = Meta.form(page);
      LeadgenId early = Meta.lead(page, form, clock.instant().plus(AN_HOUR));

      poller.run();

      assertThat(poller.isLogged(early)).isTrue();
      assertThat(Poller.watermark(form)).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void the_watermark_is_not_after_the_beginning_of_a_poll_that_continued_later() {
      FormId form = manyLeads("throttled", 6);
      Instant began = clock.instant();
      poller.run();
      clock.move(AN_HOUR);
      Meta.lead(page, form, clock.instant().minusSeconds(60));

      assertThat(poller.run().finished()).isTrue();

      assertThat(Poller.watermark(form)).isBefore(began.plusSeconds(20));
    }

    @Test
    void the_watermark_never_moves_back() {
      FormId form = Meta.form(page, Json.object().put("fault", "filter-ignored"));
      Instant newest = poller.ago(AN_HOUR);
      LeadgenId lead = Meta.lead(page, form, newest);
      poller.run();
      Meta.lead(page, form, newest.minus(Duration.ofHours(7)));
      assertThat(poller.isLogged(lead)).isTrue();

      poller.run();

      assertThat(Poller.watermark(form)).isEqualTo(newest);
    }

    @Test
    void the_watermark_does_not_move_if_the_log_refuses_a_lead() {
      FormId form = Meta.form(page);
      List<LeadgenId> all = Meta.leads(page, form, poller.ago(AN_HOUR), 5);
      Aws.dynamodb()
          .setFault(Fault.REFUSES, operation -> operation.equals("BatchExecuteStatement"));

      assertThatThrownBy(poller::run).isInstanceOf(SdkException.class);

      assertThat(Poller.watermark(form)).isNull();
      Aws.dynamodb().clearFault();
      assertThat(poller.run().found()).isEqualTo(5);
      assertThat(all).allMatch(poller::isLogged);
    }

    @Test
    void the_watermark_does_not_move_if_Meta_fails_before_the_last_part() {
      FormId form = manyLeads("unavailable", 6);

      PollResult polled = poller.run();

      assertThat(polled.finished()).isFalse();
      assertThat(polled.graphFailures().get(page).reason()).isEqualTo(Reason.META_UNAVAILABLE);
      assertThat(Poller.watermark(form)).isNull();
      assertThat(poller.run().finished()).isTrue();
      assertThat(Poller.watermark(form)).isNotNull();
    }

    @Test
    void no_lead_is_missed_if_Meta_returns_leads_without_order() {
      FormId form = Meta.form(page, inParts().put("fault", "unordered"));
      List<LeadgenId> all = new ArrayList<>();
      Instant newest = poller.ago(AN_HOUR);
      for (int i = 0; i < 10; i++) {
        all.add(Meta.lead(page, form, newest.minusSeconds((2 + 7 * i) % 10)));
      }

      poller.run();

      assertThat(all).allMatch(poller::isLogged);
      assertThat(Poller.watermark(form)).isEqualTo(newest);
    }

    @Test
    void the_watermark_is_respected_although_Meta_ignores_the_time_filter() {
      FormId form = Meta.form(page, Json.object().put("fault", "filter-ignored"));
      LeadgenId tooOld = Meta.lead(page, form, poller.ago(Duration.ofDays(100)));
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));

      assertThat(poller.run().found()).isEqualTo(1);

      assertThat(poller.isLogged(lead)).isTrue();
      assertThat(poller.isLogged(tooOld)).isFalse();
    }
  }

  @Nested
  class WhenAFormHasManyLeads {

    @Test
    void a_form_is_read_in_parts_with_cursors_and_no_token_in_a_url() {
      FormId form = Meta.form(page, inParts());
      List<LeadgenId> all = Meta.leads(page, form, poller.ago(AN_HOUR), 10);

      assertThat(poller.run().found()).isEqualTo(10);

      assertThat(all).allMatch(poller::isLogged);
      assertThat(Poller.enqueued()).hasSize(10).doesNotHaveDuplicates();
      assertThat(Poller.calls(form)).hasSize(3);
      assertThat(Poller.calls(form))
          .extracting(call -> call.query().get("limit"))
          .containsOnly("100");
      assertThat(Poller.calls(form).get(0).query()).doesNotContainKey("after");
      assertThat(Poller.calls(form).subList(1, 3))
          .allMatch(call -> call.query().containsKey("after"));
      assertThat(Meta.calls())
          .allMatch(call -> call.authorization().equals("Bearer " + Pages.token(page)))
          .noneMatch(call -> call.query().containsKey("access_token"));
    }

    @Test
    void a_form_continues_at_its_cursor_after_the_throttle_of_its_page() {
      Meta.setThrottleMinutes(20);
      FormId form = manyLeads("throttled", 10);

      PollResult throttled = poller.run();
      assertThat(throttled.found()).isEqualTo(PART_SIZE);
      assertThat(throttled.finished()).isFalse();
      assertThat(throttled.graphFailures().get(page).reason()).isEqualTo(Reason.META_THROTTLED);
      int calls = Meta.calls().size();
      clock.move(Duration.ofMinutes(15));
      poller.run();
      assertThat(Meta.calls()).as("the throttled page is not called").hasSize(calls);

      clock.move(Duration.ofMinutes(6));
      PollResult goneOn = poller.run();

      assertThat(goneOn.found()).isEqualTo(6);
      assertThat(goneOn.finished()).isTrue();
      assertThat(Poller.calls(form)).hasSize(4);
      assertThat(Poller.calls(form).get(2).query().get("after"))
          .isEqualTo(Poller.calls(form).get(1).query().get("after"));
      assertThat(Poller.watermark(form)).isNotNull();
      assertThat(Poller.checkpoint(form)).doesNotContainKeys("after", "from", "began", "highest");
    }

    @Test
    void a_form_is_read_from_the_beginning_if_its_cursor_has_expired() {
      FormId form = manyLeads("unavailable", 6);
      poller.run();
      form(form, "cursor-expired", 0, 2);

      PollResult polled = poller.run();

      assertThat(polled.found()).isEqualTo(2);
      assertThat(polled.finished()).isTrue();
      assertThat(Poller.enqueued()).hasSize(6).doesNotHaveDuplicates();
      assertThat(Poller.watermark(form)).isNotNull();
    }

    @Test
    void a_form_stops_when_the_time_is_up_and_continues_at_its_cursor() throws Exception {
      FormId form = Meta.form(page, inParts());
      Meta.leads(page, form, poller.ago(AN_HOUR), 10);
      Running run = runUntilItReadsLeads();
      clock.move(Duration.ofSeconds(95));
      run.goOn();

      assertThat(run.result().finished()).isFalse();
      assertThat(run.result().found()).isEqualTo(PART_SIZE);

      assertThat(Poller.watermark(form)).isNull();
      assertThat(poller.run().found()).isEqualTo(6);
      assertThat(Poller.calls(form)).hasSize(3);
    }

    @Test
    void a_form_is_not_begun_without_time_for_a_call() {
      Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      assertThat(poller.run(Duration.ofSeconds(25)).finished()).isFalse();

      assertThat(Meta.calls()).isEmpty();
    }
  }

  @Nested
  class PollingOfPages {

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "ARCHIVED", "DELETED"})
    void all_forms_of_a_page_are_read_in_any_state(String status) {
      FormId form = Meta.form(page, Json.object().put("status", status));
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));

      poller.run();

      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void drafts_of_forms_are_not_read() {
      FormId draft = Meta.form(page, Json.object().put("status", "DRAFT"));

      assertThat(poller.run()).isEqualTo(new PollResult(1, 0, 0, 0, End.FINISHED, Map.of()));

      assertThat(Poller.calls(draft)).isEmpty();
    }

    @Test
    void all_forms_are_read_of_a_page_with_more_than_Meta_lists_in_a_call() {
      List<FormId> forms = Stream.generate(() -> Meta.form(page)).limit(101).toList();
      List<LeadgenId> atTheEnds =
          Stream.of(1, 50, 51, 100, 101)
              .map(nth -> Meta.lead(page, forms.get(nth - 1), poller.ago(AN_HOUR)))
              .toList();

      assertThat(poller.run().forms()).isEqualTo(101);

      assertThat(atTheEnds).allMatch(poller::isLogged);
    }

    @Test
    void a_page_with_polling_switched_off_is_not_polled() {
      pages.save(page, Pages.document(page).put("poll", false));
      Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      assertThat(poller.run()).isEqualTo(PollResult.NOTHING_TO_DO);

      assertThat(Meta.calls()).isEmpty();
    }

    @Test
    void a_disabled_page_is_polled() {
      pages.save(page, Pages.document(page).put("enabled", false));
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      poller.run();

      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_page_that_uses_half_of_Metas_limits_is_left_for_the_next_run() {
      List<FormId> forms = List.of(formAt(60), formAt(60));
      forms.forEach(form -> Meta.leads(page, form, poller.ago(AN_HOUR), 7));

      assertThat(poller.run().found()).isEqualTo(PART_SIZE);
      assertThat(poller.run().found()).as("the other form is polled").isEqualTo(PART_SIZE);
      forms.forEach(form -> Meta.form(page, form, inParts().put("usage", 50)));

      PollResult last = poller.run();

      assertThat(last.found()).isEqualTo(6);
      assertThat(last.finished()).isTrue();
    }

    @Test
    void a_page_with_invalid_tokens_is_skipped_until_one_is_renewed() {
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));
      parameters.put(page, "local-page-token-of-before");
      Meta.refuse("local-page-token-of-before");
      Meta.refuse(Meta.SYSTEM_USER);

      assertThat(poller.run().graphFailures().get(page).reason())
          .isEqualTo(Reason.META_TOKEN_INVALID);
      int calls = Meta.calls().size();
      clock.move(Duration.ofMinutes(15));
      poller.run();
      assertThat(Meta.calls()).as("no invalid token is used").hasSize(calls);
      parameters.put(page, Pages.token(page));
      clock.move(Duration.ofMinutes(15));

      assertThat(poller.run().found()).isEqualTo(1);

      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_page_without_its_own_token_is_polled_with_the_system_user_token() {
      ObjectNode document = Pages.document(page);
      document.remove("accessToken");
      pages.save(page, document);
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      poller.run();

      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_page_that_Meta_refuses_does_not_delay_another() {
      FormId throttled = Meta.form(page, Json.object().put("fault", "throttled"));
      PageId other = pages.configured();
      LeadgenId lead = Meta.lead(other, Meta.form(other), poller.ago(AN_HOUR));

      PollResult polled = poller.run();

      assertThat(Poller.calls(throttled)).hasSize(1);
      assertThat(polled.graphFailures().get(page).reason()).isEqualTo(Reason.META_THROTTLED);
      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_page_continues_after_a_failed_form_which_is_then_the_last() {
      FormId failing = Meta.form(page, Json.object().put("fault", "unavailable").put("times", 9));
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      PollResult polled = poller.run();

      assertThat(polled.finished()).isFalse();
      assertThat(polled.forms()).isEqualTo(1);
      assertThat(poller.isLogged(lead)).isTrue();
      assertThat(Poller.checkpoint(failing)).containsKey("triedAt").doesNotContainKey("readAt");
    }
  }

  /** The costs of polls: an idle one makes one call to Meta and a few reads. */
  @Nested
  class WhenAFormHasNoNewLeads {

    private static final Set<String> READS = Set.of("Query", "Scan", "GetItem", "BatchGetItem");

    @Test
    void fifty_unchanged_forms_cost_one_call_for_their_list_and_no_write() {
      List<FormId> forms = Stream.generate(() -> Meta.form(page)).limit(50).toList();
      Meta.lead(page, forms.get(0), poller.ago(AN_HOUR));
      assertThat(poller.run().forms()).isEqualTo(50);
      clock.move(Duration.ofMinutes(15));
      int calls = Meta.calls().size();
      Aws.dynamodb().forget();
      Aws.sqs().forget();

      assertThat(poller.run()).isEqualTo(new PollResult(1, 0, 0, 0, End.FINISHED, Map.of()));

      assertThat(Meta.calls()).hasSize(calls + 1);
      assertThat(Meta.calls().get(calls).path()).endsWith("/leadgen_forms");
      assertThat(Meta.calls().get(calls).query())
          .containsEntry("limit", "100")
          .containsEntry("fields", "id,name,status,leads_count");
      assertThat(Aws.dynamodb().operations()).isSubsetOf(READS).hasSizeLessThanOrEqualTo(5);
      assertThat(Aws.sqs().operations()).isEmpty();
    }

    @Test
    void an_unchanged_form_is_read_once_a_day() {
      FormId form = Meta.form(page);
      poller.run();

      clock.move(Duration.ofHours(23));
      poller.run();
      assertThat(Poller.calls(form)).hasSize(1);
      clock.move(AN_HOUR);
      poller.run();
      poller.run();

      assertThat(Poller.calls(form)).hasSize(2);
    }

    @Test
    void a_form_is_read_when_its_number_of_leads_changes() {
      FormId form = Meta.form(page);
      poller.run();
      LeadgenId lead = Meta.lead(page, form, poller.ago(Duration.ofMinutes(1)));

      assertThat(poller.run().found()).isEqualTo(1);

      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_form_without_a_number_of_leads_is_read_by_each_poll() {
      FormId form = Meta.form(page, Json.object().put("counted", false));

      poller.run();
      poller.run();

      assertThat(Poller.calls(form)).hasSize(2);
    }

    @Test
    void a_form_is_read_again_for_a_lead_that_was_created_during_the_poll() {
      FormId form = manyLeads("unavailable", 6);
      poller.run();
      Meta.lead(page, form, poller.ago(Duration.ofMinutes(1)));
      assertThat(poller.run().finished()).isTrue();
      int calls = Poller.calls(form).size();

      poller.run();

      assertThat(Poller.calls(form).size()).isGreaterThan(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVED", "DELETED"})
    void an_inactive_form_is_read_for_a_week(String status) {
      FormId form = Meta.form(page, Json.object().put("status", status));
      FormId active = Meta.form(page);
      for (int day = 0; day < 10; day++) {
        poller.run();
        clock.move(Duration.ofDays(1));
      }
      assertThat(Poller.calls(form)).hasSize(7);
      assertThat(Poller.calls(active)).hasSize(10);
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));

      poller.run();

      assertThat(poller.isLogged(lead)).isTrue();
    }
  }

  @Nested
  class WhenAListIsTooLarge {

    @Test
    void a_list_that_is_too_large_is_read_with_half_the_limit_which_doubles_each_day() {
      FormId form = Meta.form(page, Json.object().put("fault", "too-much-data").put("times", 2));
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));

      assertThat(poller.run().finished()).isTrue();
      assertThat(poller.isLogged(lead)).isTrue();
      Meta.lead(page, form, poller.ago(AN_HOUR));
      poller.run();
      for (int day = 0; day < 3; day++) {
        clock.move(Duration.ofDays(1));
        poller.run();
      }

      assertThat(limits(Poller.calls(form)))
          .containsExactly("100", "50", "25", "25", "50", "100", "100");
    }

    @Test
    void a_form_is_skipped_for_this_run_if_a_single_lead_is_too_large() {
      FormId form = Meta.form(page, Json.object().put("fault", "too-much-data").put("times", 9));
      LeadgenId other = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));

      PollResult result = poller.run();

      assertThat(limits(Poller.calls(form)))
          .containsExactly("100", "50", "25", "12", "6", "3", "1");
      assertThat(result.graphFailures().get(page).reason()).isEqualTo(Reason.META_UNAVAILABLE);
      assertThat(poller.isLogged(other)).isTrue();
      poller.run();
      assertThat(limits(Poller.calls(form))).endsWith("1", "1");
    }

    @Test
    void a_list_of_forms_that_is_too_large_is_read_with_half_the_limit_of_its_page() {
      Meta.page(page, Json.object().put("fault", "too-much-data").put("times", 2));
      FormId form = Meta.form(page);

      assertThat(poller.run().finished()).isTrue();
      assertThat(poller.run().finished()).isTrue();

      assertThat(Poller.calls(form)).hasSize(1);
      assertThat(
              limits(
                  Meta.calls().stream()
                      .filter(call -> call.path().endsWith("/leadgen_forms"))
                      .toList()))
          .containsExactly("100", "50", "25", "25");
    }

    private List<String> limits(List<MetaRequest> calls) {
      return calls.stream().map(call -> call.query().get("limit")).toList();
    }
  }

  @Nested
  class WhenTheLogRefusesALead {

    @Test
    void a_lead_that_is_too_large_is_logged_without_its_payload_and_the_watermark_moves() {
      FormId form = Meta.form(page, Json.object().put("name", "x".repeat(400 * 1024)));
      Instant newest = poller.ago(AN_HOUR);
      LeadgenId lead = Meta.lead(page, form, newest);

      assertThat(poller.run().found()).isEqualTo(1);

      assertThat(poller.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(poller.log(lead).leadPayload()).isNull();
      assertThat(Poller.watermark(form)).isEqualTo(newest);
      assertThat(Poller.enqueued()).containsExactly(lead.text());
    }

    @Test
    void a_lead_that_the_log_always_refuses_is_logged_as_malformed_and_the_form_continues()
        throws Exception {
      FormId form = Meta.form(page);
      Instant newest = poller.ago(AN_HOUR);
      LeadgenId refused = Meta.lead(page, form, newest);
      Aws.dynamodb()
          .chooseFaults(
              (operation, body) ->
                  operation.equals("BatchExecuteStatement") && !body.contains("malformed-")
                      ? Fault.REJECTS_THE_STATEMENTS
                      : null);

      PollResult result = poller.run();

      assertThat(result).isEqualTo(new PollResult(1, 1, 0, 0, End.FINISHED, Map.of()));
      assertThat(Poller.watermark(form)).isEqualTo(newest);
      LeadLog log = poller.log(malformed(refused));
      assertThat(log.status()).isEqualTo(Status.ERROR);
      assertThat(log.reason()).isEqualTo(Reason.MALFORMED_CHANGE);
      assertThat(log.errorMessage()).contains(refused.text());
      assertThat(log.pageId()).isEqualTo(page);
      assertThat(log.formId()).isEqualTo(form);
      assertThat(log.source()).isEqualTo(Source.POLLING);
      assertThat(log.data().rawPayload()).contains(refused.text(), "field_data");
    }

    private LeadgenId malformed(LeadgenId lead) throws Exception {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(lead.text().getBytes(StandardCharsets.UTF_8));
      return new LeadgenId("malformed-" + HexFormat.of().formatHex(digest));
    }
  }

  @Nested
  class ConcurrentPollers {

    @Test
    void two_pollers_do_not_poll_a_page_at_the_same_time() throws Exception {
      FormId form = Meta.form(page, inParts());
      Meta.leads(page, form, poller.ago(AN_HOUR), 6);
      Running first = runUntilItReadsLeads();

      assertThat(poller.run()).isEqualTo(PollResult.NOT_POLLED);

      first.goOn();
      assertThat(first.result().found()).isEqualTo(6);
      assertThat(Poller.calls(form)).hasSize(2);
      assertThat(poller.run().finished()).as("the lock is free again").isTrue();
    }

    @Test
    void a_lock_whose_first_response_is_lost_belongs_to_the_same_poller() {
      LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(AN_HOUR));
      AtomicInteger locks =
          Aws.dynamodb()
              .loseTheFirstAnswer(
                  (operation, body) ->
                      operation.equals("UpdateItem") && body.contains("SET #owner"));

      assertThat(poller.run().finished()).isTrue();

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(locks).hasValue(2);
      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_page_can_be_polled_again_after_the_lock_of_a_crashed_poller_expires() {
      FormId form = Meta.form(page);
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));
      putLock(clock.instant().plusSeconds(150));
      assertThat(poller.run()).isEqualTo(PollResult.NOT_POLLED);

      clock.move(Duration.ofSeconds(151));

      assertThat(poller.run().found()).isEqualTo(1);
      assertThat(poller.isLogged(lead)).isTrue();
    }

    @Test
    void a_poller_that_lost_its_lock_writes_no_watermark() throws Exception {
      FormId form = Meta.form(page);
      LeadgenId lead = Meta.lead(page, form, poller.ago(AN_HOUR));
      Running late = runUntilItReadsLeads();
      putLock(clock.instant().plusSeconds(150));
      late.goOn();

      assertThat(late.result().finished()).isFalse();

      assertThat(poller.isLogged(lead)).as("a found lead is not lost").isTrue();
      assertThat(Poller.checkpoint(form)).isEmpty();
      assertThat(Poller.kept("lock#poll#" + page, "lock").get("owner").s()).isEqualTo("another");
    }

    private void putLock(Instant expiresAt) {
      Map<String, AttributeValue> lock = new HashMap<>();
      lock.put("pk", AttributeValue.fromS("lock#poll#" + page));
      lock.put("sk", AttributeValue.fromS("lock"));
      lock.put("owner", AttributeValue.fromS("another"));
      lock.put("expiresAt", AttributeValue.fromS(Times.text(expiresAt)));
      Aws.direct().putItem(r -> r.tableName("Bookkeeping").item(lock));
    }
  }

  @Nested
  class Backfills {

    @Test
    void a_backfill_reads_from_its_start_time_and_does_not_move_the_watermark() {
      FormId form = Meta.form(page);
      Instant newest = poller.ago(AN_HOUR);
      Meta.lead(page, form, newest);
      poller.run();
      LeadgenId missed = Meta.lead(page, form, poller.ago(Duration.ofDays(20)));
      LeadgenId older = Meta.lead(page, form, poller.ago(Duration.ofDays(40)));

      PollResult polled = poller.backfill(page, poller.ago(Duration.ofDays(30)));

      assertThat(polled).isEqualTo(new PollResult(1, 1, 1, 0, End.FINISHED, Map.of()));
      assertThat(poller.isLogged(missed)).isTrue();
      assertThat(poller.isLogged(older)).isFalse();
      assertThat(Poller.watermark(form)).isEqualTo(newest);
    }

    @Test
    void a_backfill_continues_until_it_is_finished_and_can_be_requested_again() {
      Instant since = poller.ago(Duration.ofDays(30));
      FormId read = Meta.form(page);
      Meta.lead(page, read, poller.ago(AN_HOUR));
      FormId half = manyLeads("unavailable", 6);

      assertThat(poller.backfill(page, since).finished()).isFalse();
      assertThat(poller.backfill(page, since).finished()).isTrue();

      assertThat(Poller.calls(read)).hasSize(1);
      assertThat(Poller.calls(half)).hasSize(3);
      assertThat(Poller.kept("form#" + half, "backfill#" + Times.text(since))).isEmpty();
      assertThat(poller.backfill(page, since).finished()).isTrue();
      assertThat(Poller.calls(read)).hasSize(2);
    }

    @Test
    void a_backfill_reads_a_page_that_is_not_polled_or_not_configured() {
      PageId unknown = Pages.unknown();
      LeadgenId lead = Meta.lead(unknown, Meta.form(unknown), poller.ago(AN_HOUR));

      assertThat(poller.backfill(unknown, poller.ago(Duration.ofDays(500))).found()).isEqualTo(1);

      assertThat(poller.isLogged(lead)).isTrue();
    }
  }

  @Test
  void an_outage_of_three_days_loses_nothing() {
    FormId form = poller.mapped(page);
    Meta.form(page, form, Json.object().put("mostAPart", 25));
    LeadgenId before = poller.announced(page, form, "", 0);
    leads.work();
    poller.run();
    List<LeadgenId> missed = new ArrayList<>();
    for (int hour = 0; hour < 72; hour++) {
      missed.add(Meta.lead(page, form, clock.instant().plus(Duration.ofHours(hour))));
    }
    clock.move(Duration.ofDays(3));

    assertThat(poller.run().found()).isEqualTo(72);
    while (true) {
      List<String> enqueued = Poller.enqueued();
      if (enqueued.isEmpty()) {
        break;
      }
      leads.process(enqueued.stream().map(LeadgenId::new).toArray(LeadgenId[]::new));
    }

    assertThat(missed).extracting(lead -> poller.log(lead).status()).containsOnly(Status.PROCESSED);
    assertThat(poller.log(before).data().notifications()).isEqualTo(1);
    assertThat(poller.run().found()).isZero();
  }

  /** A form with several parts, of which the second fails at the first request. */
  private FormId manyLeads(String fault, int count) {
    FormId form = Meta.form(page);
    form(form, fault, 1, 1);
    Meta.leads(page, form, poller.ago(AN_HOUR), count);
    return form;
  }

  private void form(FormId form, String fault, int readsBefore, int times) {
    ObjectNode request = inParts().put("fault", fault).put("times", times);
    Meta.form(page, form, request.put("readsBefore", readsBefore));
  }

  /** A run whose first call for leads has no response yet. */
  private record Running(CompletableFuture<PollResult> run, Meta.Held leads) {

    void goOn() {
      leads.release();
    }

    PollResult result() throws Exception {
      return run.get();
    }
  }

  private Running runUntilItReadsLeads() {
    Meta.Held forms = Meta.hold();
    CompletableFuture<PollResult> run = CompletableFuture.supplyAsync(poller::run);
    forms.awaitCall();
    Meta.Held leadsOfAForm = Meta.hold();
    forms.release();
    leadsOfAForm.awaitCall();
    return new Running(run, leadsOfAForm);
  }

  private FormId formAt(int usage) {
    return Meta.form(page, inParts().put("usage", usage));
  }

  private static ObjectNode inParts() {
    return Json.object().put("mostAPart", PART_SIZE);
  }

  private static Instant filteredFrom(MetaRequest call) {
    return Instant.ofEpochSecond(
            Json.read(call.query().get("filtering")).orElseThrow().path(0).path("value").asLong())
        .truncatedTo(ChronoUnit.SECONDS);
  }
}
