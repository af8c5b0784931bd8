package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Leads with a final status and no payload. Meta deletes them after 90 days. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class UnreadPayloadsTest {

  private static final int ALWAYS = 1_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject Sweep sweep;

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Nested
  class WhenTheFirstReadSucceeds {

    @Test
    void the_system_users_token_reads_the_lead_of_an_unconfigured_page() {
      LeadgenId lead = leads.announced(Pages.unknown());

      leads.process(lead);

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(log.leadPayload()).contains("ada@example.org");
      assertThat(log.metadata().platform()).isEqualTo("Facebook");
      assertThat(log.retry().dueAt()).as("nothing is due").isNull();
    }

    @Test
    void the_pages_token_reads_the_lead_of_a_disabled_page() {
      LeadgenId lead = leads.announced(disabled());

      leads.process(lead);

      assertThat(leads.log(lead).status()).isEqualTo(Status.DISABLED);
      assertThat(leads.log(lead).leadPayload()).contains("ada@example.org");
      assertThat(Leads.delivered(lead)).isEmpty();
    }
  }

  @Nested
  class WhenTheFirstReadFailed {

    @Test
    void an_unread_payload_is_read_an_hour_later_and_the_log_keeps_its_status() {
      LeadgenId lead = unread(Pages.unknown());
      LeadLog before = leads.log(lead);
      assertThat(before.status()).isEqualTo(Status.UNCONFIGURED);
      assertDueIn(HOUR, lead);
      Meta.clearFault(lead);

      pass(HOUR);

      LeadLog read = leads.log(lead);
      assertThat(read.leadPayload()).contains("ada@example.org");
      assertThat(read.status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(read.reason()).isEqualTo(before.reason());
      assertThat(read.history()).isEqualTo(before.history());
      assertThat(read.retry().dueAt()).isNull();
    }

    @Test
    void an_unread_payload_of_a_disabled_page_is_read_with_the_page_token() {
      LeadgenId lead = unread(disabled());
      assertThat(leads.log(lead).status()).isEqualTo(Status.DISABLED);
      Meta.clearFault(lead);
      Meta.refuse(Meta.SYSTEM_USER);

      pass(HOUR);

      assertThat(leads.log(lead).leadPayload()).contains("ada@example.org");
      assertThat(leads.log(lead).status()).isEqualTo(Status.DISABLED);
    }

    @Test
    void an_unread_payload_is_tried_hourly_daily_weekly_and_never_after_90_days() {
      LeadgenId lead = unread(Pages.unknown());
      for (int hour = 1; hour <= 5; hour++) {
        assertDueIn(HOUR, lead);
        pass(HOUR);
      }
      pass(HOUR);
      for (int day = 1; day <= 13; day++) {
        assertDueIn(DAY, lead);
        pass(DAY);
      }
      pass(DAY);
      while (leads.log(lead).retry().dueAt() != null) {
        assertDueIn(WEEK, lead);
        pass(WEEK);
      }

      assertThat(Meta.reads(lead).size()).isBetween(25, 35);
      assertThat(clock.instant()).isAfter(leads.log(lead).receivedTime().plus(Duration.ofDays(89)));
      assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
    }

    @Test
    void an_unread_payload_is_read_at_once_when_its_page_is_saved() {
      PageId page = Pages.unknown();
      LeadgenId lead = unread(page);
      LeadgenId other = unread(Pages.unknown());
      Meta.clearFault(lead);
      Meta.clearFault(other);
      clock.move(Duration.ofMinutes(5));

      sweep.enqueueUnreadOf(page, clock.instant().plusSeconds(60));
      leads.workBacklog();

      assertThat(leads.log(lead).leadPayload()).contains("ada@example.org");
      assertThat(leads.log(other).leadPayload()).isNull();
    }

    @Test
    void an_unread_payload_is_read_once_for_duplicate_messages() {
      LeadgenId lead = unread(Pages.unknown());
      clock.move(HOUR.plusMinutes(1));

      leads.process(lead, lead, lead, lead);
      leads.process(lead);

      assertThat(Meta.reads(lead)).hasSize(1 + 1);
    }

    @Test
    void an_unread_payload_is_due_again_after_a_crash_during_the_read() {
      LeadgenId lead = unread(Pages.unknown());
      Meta.clearFault(lead);
      clock.move(HOUR.plusMinutes(1));
      leads.sweep();
      Aws.dynamodb().crashAfter(2);
      leads.workBacklogAndCrash();
      Aws.dynamodb().clearFault();
      assertThat(leads.log(lead).leadPayload()).isNull();

      pass(HOUR);

      assertThat(leads.log(lead).leadPayload()).contains("ada@example.org");
    }

    @Test
    void the_payload_of_an_erased_lead_is_never_read() {
      LeadgenId lead = unread(Pages.unknown());
      Leads.set(lead, "erasedAt", AttributeValue.fromS("2026-02-28T08:49:14.000Z"));
      Meta.clearFault(lead);

      pass(HOUR);
      pass(DAY);

      assertThat(Meta.reads(lead)).hasSize(1);
      assertThat(leads.log(lead).leadPayload()).isNull();
    }

    @Test
    void the_payload_of_a_lead_that_is_erased_during_the_read_is_not_stored() {
      LeadgenId lead = unread(Pages.unknown());
      Meta.clearFault(lead);
      clock.move(HOUR.plusMinutes(1));
      leads.sweep();
      var held = Meta.hold();
      var reader = CompletableFuture.runAsync(leads::workBacklog);
      held.awaitCall();
      Leads.set(lead, "erasedAt", AttributeValue.fromS("2026-02-28T08:49:14.000Z"));

      held.release();
      reader.join();

      assertThat(leads.log(lead).leadPayload()).isNull();
    }

    @Test
    void the_unread_payload_of_an_error_is_read_for_a_later_reprocessing() {
      LeadgenId lead = unread(pages.configured(), "permission-missing");
      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_PERMISSION_MISSING);
      Meta.clearFault(lead);

      pass(HOUR);

      assertThat(leads.log(lead).leadPayload()).contains("ada@example.org");
      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    }
  }

  private LeadgenId unread(PageId page) {
    return unread(page, "unknown-id");
  }

  private LeadgenId unread(PageId page, String fault) {
    LeadgenId lead = leads.announced(page, fault, ALWAYS);
    leads.work();
    assertThat(leads.log(lead).leadPayload()).isNull();
    return lead;
  }

  /** Moves the clock, and runs a sweep a minute later. */
  private void pass(Duration time) {
    clock.move(time.plusMinutes(1));
    leads.sweep();
    leads.workBacklog();
  }

  private void assertDueIn(Duration time, LeadgenId lead) {
    Instant due = clock.instant().plus(time);
    assertThat(leads.log(lead).retry().dueAt()).isCloseTo(due, within(30, ChronoUnit.SECONDS));
  }

  private PageId disabled() {
    PageId page = Pages.unknown();
    parameters.put(page, Pages.token(page));
    pages.save(page, Pages.document(page).put("enabled", false));
    return page;
  }
}
