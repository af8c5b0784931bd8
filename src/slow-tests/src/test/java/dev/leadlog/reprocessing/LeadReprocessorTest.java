package dev.leadlog.reprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.reprocessing.ReprocessResult.Accepted;
import dev.leadlog.reprocessing.ReprocessResult.Refused;
import dev.leadlog.reprocessing.ReprocessResult.Unknown;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Meta.Read;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadReprocessorTest {

  private static final int ALWAYS = 1_000;

  @Inject LeadReprocessor again;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Intake intake;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Nested
  class RefusedLeads {

    @Test
    void a_pending_lead_is_refused() {
      assertRefused(leads.announced(page), "Pending");
    }

    @Test
    void a_processed_lead_is_refused() {
      LeadgenId lead = leads.announced(page);
      leads.process(lead);

      assertRefused(lead, "Processed");
    }

    @Test
    void the_test_of_metas_dashboard_is_refused() {
      LeadgenId test = new LeadgenId("444444444444");
      leads.log(test, new PageId("444444444444"), clock.instant());
      leads.process(test);
      assertThat(leads.log(test).status()).isEqualTo(Status.LOSS);

      assertRefused(test, "test button");
    }

    @Test
    void an_erased_lead_is_refused() {
      LeadgenId lead = failed();
      Leads.set(lead, "erasedAt", AttributeValue.fromS("2026-02-28T08:49:14.000Z"));

      assertRefused(lead, "erased");
    }

    @Test
    void a_change_without_a_valid_id_is_refused() {
      LeadNotification malformed =
          LeadNotification.unprocessable("not a lead " + Aws.newId(), clock.instant());
      intake.rebuild(malformed, clock.instant());

      assertRefused(malformed.lead().leadgenId(), "is not a lead");
    }

    @Test
    void an_unknown_lead_is_refused() {
      assertThat(again.process(new LeadgenId(Aws.newId()), "marie", false))
          .isEqualTo(new Unknown());
    }

    private void assertRefused(LeadgenId lead, String why) {
      LeadLog before = leads.log(lead);
      Leads.takeFromQueue();

      assertThat(again.process(lead, "marie", false))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.why()).contains(why));

      assertThat(leads.log(lead)).isEqualTo(before);
      assertThat(Leads.takeFromQueue()).isEmpty();
    }
  }

  @Nested
  class AcceptedLeads {

    @Test
    void a_failed_lead_is_accepted_with_a_new_time_and_no_attempts() {
      LeadgenId lead = failed();
      clock.move(Duration.ofDays(10));

      assertThat(again.process(lead, "marie", false)).isEqualTo(new Accepted());

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.reason()).isNull();
      assertThat(log.errorMessage()).isNull();
      assertThat(log.retry().attempts()).isZero();
      assertThat(log.retry().retryAt()).isCloseTo(clock.instant(), within(5, ChronoUnit.SECONDS));
      assertThat(log.retry().retryUntil())
          .isCloseTo(clock.instant().plus(Duration.ofHours(72)), within(5, ChronoUnit.SECONDS));
      assertThat(log.retry().dueAt()).isEqualTo(log.retry().retryAt().plus(Duration.ofMinutes(3)));
      HistoryEntry last = log.history().get(log.history().size() - 1);
      assertThat(last.by()).isEqualTo("marie");
      assertThat(last.from()).isEqualTo(Status.ERROR);
      assertThat(last.to()).isEqualTo(Status.PENDING);
      assertThat(Leads.takeFromQueue()).containsExactly(lead.text());
    }

    @Test
    void an_accepted_lead_has_the_full_time_for_retries() {
      LeadgenId lead = failed();
      clock.move(Duration.ofDays(10));
      again.process(lead, "marie", false);
      Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));

      Meta.clearFault(lead);
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      clock.move(Duration.ofHours(73));
      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
    }

    @Test
    void an_unconfigured_lead_is_accepted_and_its_stored_payload_is_used() {
      PageId fresh = Pages.unknown();
      LeadgenId lead = leads.announced(fresh);
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
      pages.configure(fresh);
      int reads = Meta.reads().size();

      again.process(lead, "marie", false);
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(Meta.reads()).hasSize(reads);
      assertThat(Leads.delivered(lead)).isNotEmpty();
      StatusTransitions.assertOf(leads.log(lead));
    }

    @Test
    void a_disabled_lead_is_accepted_after_its_page_was_enabled() {
      pages.save(page, Pages.document(page).put("enabled", false));
      LeadgenId lead = leads.announced(page);
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.DISABLED);
      pages.save(page, Pages.document(page));

      again.process(lead, "marie", false);
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(lead).processing().configReference()).isEqualTo(page + "@3");
    }

    @Test
    void an_accepted_lead_uses_a_mapping_that_was_just_corrected() {
      LeadgenId lead = leads.announced(page, "no-answers", 0);
      leads.work();
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.MISSING_REQUIRED);
      ObjectNode corrected = Pages.document(page);
      ((ObjectNode) corrected.at("/forms/0/mapping/0")).put("required", false);
      pages.saveElsewhere(page, corrected);

      again.process(lead, "marie", false);
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    /** The corrected payload is delivered. Meta's payload is still fetched within its 90 days. */
    @Test
    void a_lead_with_a_corrected_payload_is_accepted_without_a_fetched_one() {
      LeadgenId lead = failed();
      Leads.set(
          lead,
          "correctedPayload",
          AttributeValue.fromS(
              "{\"field_data\":[{\"name\":\"full_name\",\"values\":[\"Ada King\"]}]}"));

      again.process(lead, "marie", false);
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(Leads.delivered(lead).get("lead").m().get("lead_name").s()).isEqualTo("Ada King");
      assertThat(leads.log(lead).retry().dueAt()).isAfter(clock.instant());
    }

    @Test
    void a_lead_whose_message_cannot_be_sent_is_accepted_and_swept() {
      LeadgenId lead = failed();
      Meta.clearFault(lead);
      Aws.sqs().setFault(Fault.REFUSES);
      assertThat(again.process(lead, "marie", false)).isEqualTo(new Accepted());
      Aws.sqs().clearFault();

      clock.move(Duration.ofMinutes(4));
      leads.sweep();
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void one_of_two_concurrent_requests_is_accepted() {
      List<LeadgenId> failed = List.of(failed(), failed(), failed(), failed());
      BoundedExecutor people = new BoundedExecutor("people", 8);

      for (LeadgenId lead : failed) {
        List<ReprocessResult> answers =
            people.each(Collections.nCopies(8, lead), 8, id -> again.process(id, "someone", false));

        assertThat(answers).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Refused.class::isInstance).hasSize(7);
        assertThat(leads.log(lead).history()).hasSize(3);
      }
      assertThat(Leads.takeFromQueue()).hasSize(4);
    }
  }

  @Nested
  class WhenTheTokenIsInvalid {

    private LeadgenId lead;

    @BeforeEach
    void dies() {
      Meta.refuse(Pages.token(page));
      Meta.refuse(Meta.SYSTEM_USER);
      lead = leads.announced(page);
      leads.work();
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_TOKEN_INVALID);
      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void an_invalid_token_is_used_once_for_each_manual_request() {
      int before = Meta.readsWith(Pages.token(page)).size();

      again.process(lead, "marie", false);
      leads.work();
      leads.process(lead, lead);

      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_TOKEN_INVALID);
      assertThat(Meta.readsWith(Pages.token(page))).hasSize(before + 1);
      LeadgenId next = leads.announced(page);
      leads.work();
      assertThat(Meta.reads(next)).isEmpty();
    }

    @Test
    void a_token_that_works_again_is_used_for_every_later_lead() {
      Meta.accept(Pages.token(page));

      again.process(lead, "marie", false);
      leads.work();
      LeadgenId next = leads.announced(page);
      leads.work();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(next).status()).isEqualTo(Status.PROCESSED);
      assertThat(Meta.reads(next)).extracting(Read::token).containsExactly(Pages.token(page));
    }
  }

  private LeadgenId failed() {
    LeadgenId lead = leads.announced(page, "bad-request", ALWAYS);
    leads.work();
    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    return lead;
  }
}
