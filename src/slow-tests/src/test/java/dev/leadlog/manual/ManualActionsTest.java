package dev.leadlog.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.reprocessing.ReprocessResult;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class ManualActionsTest {

  private static final LeadDocReference RECORD =
      new LeadDocReference("frappe", "CRM-LEAD-7", "https://crm.example.org/7");

  @Inject ManualActions manualActions;
  @Inject ManualChanges logsByHand;
  @Inject LeadReprocessor again;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = Pages.unknown();
  }

  @Nested
  class Marking {

    @Test
    void a_lead_marked_as_processed_has_the_reference_of_its_record_and_the_author() {
      LeadgenId lead = unconfigured();

      assertThat(manualActions.markProcessed(lead, RECORD, "marie", "typed in"))
          .isInstanceOf(ManualResult.Changed.class);

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.PROCESSED);
      assertThat(log.reason()).isEqualTo(Reason.MARKED_PROCESSED);
      assertThat(log.leadDocReference()).isEqualTo(RECORD);
      assertThat(log.errorMessage()).isNull();
      HistoryEntry last = log.history().get(log.history().size() - 1);
      assertThat(last.by()).isEqualTo("marie");
      assertThat(last.note()).isEqualTo("typed in");
      assertThat(last.from()).isEqualTo(Status.UNCONFIGURED);
    }

    @Test
    void a_lead_marked_as_loss_can_be_reprocessed() {
      LeadgenId lead = unconfigured();

      assertThat(manualActions.markLoss(lead, "marie", "a competitor"))
          .isInstanceOf(ManualResult.Changed.class);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.MARKED_LOSS);

      pages.configure(page);
      assertThat(again.process(lead, "marie", false)).isEqualTo(new ReprocessResult.Accepted());
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(Leads.delivered(lead)).isNotEmpty();
    }

    @Test
    void a_lead_that_is_pending_processed_or_lost_cannot_be_marked() {
      LeadgenId lost = unconfigured();
      manualActions.markLoss(lost, "marie", "a competitor");
      LeadgenId pending = leads.announced(page);

      assertRefused(manualActions.markLoss(pending, "marie", "x"), "Pending");
      assertRefused(manualActions.markLoss(lost, "marie", "x"), "Loss");
      assertRefused(manualActions.markProcessed(lost, RECORD, "marie", null), "Loss");
      assertThat(manualActions.markLoss(new LeadgenId(Aws.newId()), "marie", "x"))
          .isEqualTo(new ManualResult.Unknown());
    }
  }

  @Nested
  class Correcting {

    @Test
    void the_corrected_payload_is_mapped_and_the_fetched_one_is_kept() {
      LeadgenId lead = withoutName();
      String fetched = leads.log(lead).leadPayload();

      manualActions.correct(
          lead, "{\"field_data\":[{\"name\":\"full_name\",\"values\":[\"Ada\"]}]}", "marie");
      again.process(lead, "marie", false);
      leads.work();

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.PROCESSED);
      assertThat(log.leadPayload()).isEqualTo(fetched);
      assertThat(Leads.delivered(lead).get("lead").m().get("lead_name").s()).isEqualTo("Ada");
      assertThat(log.history()).anyMatch(entry -> "payload corrected".equals(entry.note()));
    }

    @Test
    void only_one_of_two_concurrent_corrections_is_stored() {
      LeadgenId lead = unconfigured();
      LeadLog seen = leads.log(lead);

      assertThat(logsByHand.correct(seen, "{}", "marie", clock.instant())).isTrue();
      assertThat(logsByHand.correct(seen, "{\"a\":1}", "pierre", clock.instant())).isFalse();

      assertThat(leads.log(lead).data().correctedPayload()).isEqualTo("{}");
      assertThat(leads.log(lead).history()).last().extracting(HistoryEntry::by).isEqualTo("marie");
    }

    @Test
    void a_correction_succeeds_if_its_first_response_is_lost() {
      LeadgenId lead = unconfigured();
      AtomicInteger updates =
          Aws.dynamodb().loseTheFirstAnswer((operation, body) -> operation.equals("UpdateItem"));

      ManualResult done = manualActions.correct(lead, "{}", "marie");

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(updates).hasValue(2);
      assertThat(done).isInstanceOf(ManualResult.Changed.class);
    }

    @Test
    void a_processed_lead_cannot_be_corrected() {
      pages.configure(page);
      LeadgenId lead = leads.announced(page);
      leads.work();

      assertRefused(manualActions.correct(lead, "{}", "marie"), "Processed");
    }
  }

  @Nested
  class Erasing {

    @Test
    void an_erasure_removes_personal_data_and_keeps_ids_and_statuses() {
      pages.configure(page);
      LeadgenId lead = leads.announced(page);
      leads.work();
      assertThat(Leads.delivered(lead)).isNotEmpty();

      assertThat(manualActions.erase(lead, "marie")).isInstanceOf(ManualResult.Changed.class);

      LeadLog log = leads.log(lead);
      assertThat(log.isErased()).isTrue();
      assertThat(log.data().rawPayload()).isNull();
      assertThat(log.leadPayload()).isNull();
      assertThat(log.pageId()).isEqualTo(page);
      assertThat(log.status()).isEqualTo(Status.PROCESSED);
      assertThat(log.history()).isNotEmpty();
      assertThat(Leads.delivered(lead)).isEmpty();
    }

    @Test
    void an_erasure_removes_notes_and_messages_about_the_person() {
      LeadgenId lead = withoutName();
      AttributeValue problems = stored(lead).get("problems");
      manualActions.correct(
          lead, "{\"field_data\":[{\"name\":\"full_name\",\"values\":[\"Ada\"]}]}", "marie");
      manualActions.markLoss(lead, "marie", "Ada's rival");
      Leads.set(lead, "problems", problems);
      Leads.set(lead, "errorMessage", AttributeValue.fromS("Ada is no email address"));
      Leads.set(lead, "unexpectedAnswer", AttributeValue.fromS("{\"name\":\"Ada\"}"));

      manualActions.erase(lead, "pierre");

      LeadLog log = leads.log(lead);
      assertThat(log.leadPayload()).isNull();
      assertThat(log.data().correctedPayload()).isNull();
      assertThat(log.data().unexpectedAnswer()).isNull();
      assertThat(log.errorMessage()).isNull();
      assertThat(log.data().problems()).isEmpty();
      assertThat(log.history().stream().map(HistoryEntry::note).filter(Objects::nonNull))
          .containsExactly("erased");
      assertThat(stored(lead).toString()).doesNotContain("Ada", "ada@");
    }

    @Test
    void an_erased_lead_is_never_recorded_again() {
      LeadgenId lead = unconfigured();
      manualActions.erase(lead, "marie");
      pages.configure(page);

      leads.announce(lead, page);
      leads.work();
      leads.sweep();
      leads.work();

      assertThat(leads.log(lead).leadPayload()).isNull();
      assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(Leads.delivered(lead)).isEmpty();
      assertThat(again.process(lead, "marie", false)).isInstanceOf(ReprocessResult.Refused.class);
      assertRefused(manualActions.correct(lead, "{}", "marie"), "erased");
    }

    @Test
    void an_erasure_covers_the_leads_table_if_a_response_of_the_log_is_lost() {
      pages.configure(page);
      LeadgenId lead = leads.announced(page);
      leads.work();
      AtomicInteger updates =
          Aws.dynamodb().loseTheFirstAnswer((operation, body) -> operation.equals("UpdateItem"));

      ManualResult done = manualActions.erase(lead, "marie");

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(updates).hasValueGreaterThan(1);
      assertThat(done).isInstanceOf(ManualResult.Changed.class);
      assertThat(Leads.delivered(lead)).isEmpty();
      assertThat(leads.log(lead).history())
          .last()
          .extracting(HistoryEntry::by, HistoryEntry::note)
          .containsExactly("marie", "erased");
    }

    @Test
    void a_repeated_erasure_continues_after_a_failure() {
      pages.configure(page);
      LeadgenId lead = leads.announced(page);
      leads.work();
      Aws.dynamodb().setFault(Fault.REFUSES, "DeleteItem"::equals);
      assertThatThrownBy(() -> manualActions.erase(lead, "marie")).isInstanceOf(SdkException.class);
      Aws.dynamodb().clearFault();
      assertThat(Leads.delivered(lead)).isNotEmpty();

      manualActions.erase(lead, "marie");

      assertThat(Leads.delivered(lead)).isEmpty();
    }

    @Test
    void an_erasure_is_refused_while_a_worker_has_a_lease() {
      LeadgenId lead = unconfigured();
      Leads.set(
          lead, "leasedUntil", AttributeValue.fromS(Times.text(clock.instant().plusSeconds(100))));

      assertRefused(manualActions.erase(lead, "marie"), "being processed");
    }
  }

  private LeadgenId unconfigured() {
    LeadgenId lead = leads.announced(page);
    leads.work();
    assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
    return lead;
  }

  /** A lead with an answer, but without the one that its page requires. */
  private LeadgenId withoutName() {
    pages.configure(page);
    LeadgenId lead = Meta.lead(page, Map.of("email", "ada@example.org"));
    leads.announce(lead, page);
    leads.work();
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.MISSING_REQUIRED);
    return lead;
  }

  private static Map<String, AttributeValue> stored(LeadgenId lead) {
    return Aws.item("LeadLogs", "leadgenId", lead.text());
  }

  private static void assertRefused(ManualResult done, String why) {
    assertThat(done).isInstanceOf(ManualResult.Refused.class);
    assertThat(((ManualResult.Refused) done).why()).contains(why);
  }
}
