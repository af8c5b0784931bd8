package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class DuplicateMessagesTest {

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
  class WhenTheLeadIsLogged {

    @Test
    void a_duplicate_message_reads_and_delivers_the_lead_once() {
      LeadgenId lead = leads.announced(page);
      leads.process(lead);
      LeadLog processed = leads.log(lead);
      var item = Leads.delivered(lead);

      assertThat(leads.process(lead)).isEmpty();

      assertThat(processed.status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(lead)).isEqualTo(processed);
      assertThat(Leads.delivered(lead)).isEqualTo(item);
      assertThat(Meta.reads(lead)).hasSize(1);
      StatusTransitions.assertOf(processed);
    }

    @Test
    void a_message_that_is_weeks_late_changes_nothing() {
      LeadgenId lead = leads.announced(page);
      leads.process(lead);
      LeadLog processed = leads.log(lead);
      clock.move(Duration.ofDays(13));

      assertThat(leads.process(Leads.message(lead, page, processed.receivedTime()))).isEmpty();

      assertThat(leads.log(lead)).isEqualTo(processed);
      assertThat(Meta.reads(lead)).hasSize(1);
    }

    @Test
    void an_earlier_message_that_arrives_later_changes_nothing() {
      Instant announcedFirst = clock.instant();
      LeadgenId lead = Meta.lead(page);
      LeadMessage first = Leads.message(lead, page, announcedFirst);
      LeadMessage second = Leads.message(lead, page, announcedFirst.plusSeconds(2));

      assertThat(leads.process(second)).isEmpty();
      LeadLog processed = leads.log(lead);
      assertThat(leads.process(first)).isEmpty();

      assertThat(processed.status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(lead).receivedTime()).isEqualTo(processed.receivedTime());
      assertThat(leads.log(lead).history()).isEqualTo(processed.history());
      assertThat(Meta.reads(lead)).hasSize(1);
    }

    @Test
    void a_duplicate_message_of_an_error_does_not_retry_the_lead() {
      LeadgenId lead = leads.announced(page, "no-answers", 0);
      leads.process(lead);
      LeadLog failed = leads.log(lead);

      assertThat(leads.process(lead, lead)).isEmpty();

      assertThat(failed.reason()).isEqualTo(Reason.MISSING_REQUIRED);
      assertThat(leads.log(lead)).isEqualTo(failed);
      assertThat(Meta.reads(lead)).hasSize(1);
    }

    @Test
    void a_message_of_an_erased_lead_reads_nothing_and_delivers_nothing() {
      LeadgenId lead = leads.announced(page);
      Leads.set(lead, "erasedAt", AttributeValue.fromS("2026-02-28T08:49:14.000Z"));

      assertThat(leads.process(lead)).isEmpty();

      assertThat(Meta.reads(lead)).isEmpty();
      assertThat(Leads.delivered(lead)).isEmpty();
      assertThat(leads.log(lead).retry().attempts()).isZero();
    }
  }

  @Nested
  class WhenTheLogIsMissing {

    @Test
    void the_log_is_rebuilt_with_everything_that_was_announced() {
      LeadgenId lead = Meta.lead(page);
      Instant received = Instant.parse("2026-11-23T08:49:15.123Z");

      assertThat(leads.process(Leads.message(lead, page, received))).isEmpty();

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.PROCESSED);
      assertThat(log.receivedTime()).isEqualTo(received);
      assertThat(log.createdTime()).isEqualTo("2026-11-23T08:49:12Z");
      assertThat(log.pageId()).isEqualTo(page);
      assertThat(log.data().rawPayload()).contains("\"leadgen_id\":\"" + lead + "\"");
      assertThat(Leads.delivered(lead)).isNotEmpty();
    }

    @Test
    void a_lead_with_only_an_id_is_read_and_stored() {
      LeadgenId lead = Meta.lead(page);

      assertThat(leads.process(lead)).isEmpty();

      LeadLog log = leads.log(lead);
      assertThat(log.status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(log.leadPayload()).contains("ada@example.org");
    }

    @Test
    void a_message_stays_on_the_queue_until_the_log_can_be_written() {
      LeadMessage message = Leads.message(Meta.lead(page), page, clock.instant());
      Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));

      assertThat(leads.process(message)).containsExactly("m0");
      assertThat(leads.isLogged(message.leadgenId())).isFalse();

      Aws.dynamodb().clearFault();
      assertThat(leads.process(message)).isEmpty();
      assertThat(leads.log(message.leadgenId()).status()).isEqualTo(Status.PROCESSED);
    }
  }

  @Nested
  class Notifications {

    @Test
    void each_notification_is_counted_once_even_if_its_message_is_received_again() {
      LeadgenId lead = Meta.lead(page);
      LeadMessage first = Leads.message(lead, page, clock.instant());
      LeadMessage second = Leads.message(lead, page, clock.instant().plusSeconds(60));
      leads.process(first);
      assertThat(leads.log(lead).data().notifications()).isEqualTo(1);

      leads.process(second);
      leads.process(List.of(Leads.queued("m", second.body(), 2)));
      leads.process(first);

      assertThat(leads.log(lead).data().notifications()).isEqualTo(2);
    }

    @Test
    void a_notification_before_the_final_status_is_counted() {
      LeadgenId lead = leads.announced(page, "unavailable", 1);

      leads.process(Leads.message(lead, page, clock.instant().plusSeconds(60)));

      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      assertThat(leads.log(lead).data().notifications()).isEqualTo(2);
    }

    @Test
    void a_message_of_the_sweep_is_not_counted() {
      LeadgenId lead = leads.announced(page);

      leads.process(lead, lead, lead);

      assertThat(leads.log(lead).data().notifications()).isEqualTo(1);
    }
  }
}
