package dev.leadlog.sweeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.sweeping.Sweep.SweepResult;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class DeadLettersTest {

  private static final String QUEUE = "DeadLetterQueue";

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Test
  void a_dead_letter_that_is_the_only_copy_of_a_lead_is_logged_and_processed() {
    LeadgenId lead = Meta.lead(page);
    Instant received = clock.instant().minus(Duration.ofDays(1));
    LeadMessage message = Leads.message(lead, page, received);
    bury(message.body());

    assertThat(leads.sweep()).isEqualTo(new SweepResult(1, 1));
    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.pageId()).isEqualTo(page);
    assertThat(log.data().rawPayload()).contains(lead.text());
    assertThat(letters()).isZero();
  }

  @Test
  void a_dead_letter_of_a_logged_lead_changes_nothing() {
    LeadgenId lead = leads.announced(page);
    leads.work();
    LeadLog processed = leads.log(lead);
    bury(Leads.message(lead, page, clock.instant()).body());

    assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 1));

    assertThat(leads.log(lead)).isEqualTo(processed);
    assertThat(letters()).isZero();
  }

  @Test
  void an_unreadable_dead_letter_is_logged_unchanged() {
    String body = "{\"job\":\"none of this version " + Aws.newId() + "\"}";
    bury(body);

    assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 1));

    LeadgenId id = LeadNotification.unprocessable(body, clock.instant()).lead().leadgenId();
    assertThat(leads.log(id).status()).isEqualTo(Status.ERROR);
    assertThat(leads.log(id).reason()).isEqualTo(Reason.UNPROCESSABLE);
    assertThat(leads.log(id).data().rawPayload()).isEqualTo(body);
    assertThat(letters()).isZero();
  }

  /** Otherwise each sweep would fail at these messages. */
  @Test
  void a_dead_letter_that_is_too_large_for_a_log_is_cut_and_logged() {
    LeadgenId malformed = new LeadgenId("malformed-" + "0".repeat(46) + Aws.newId());
    bury("{\"leadgenId\":\"%s\",\"change\":\"%s\"}".formatted(malformed, "x".repeat(900_000)));
    LeadgenId lead = Meta.lead(page);
    bury(
        "{\"leadgenId\":\"%s\",\"change\":{},\"receivedTime\":\"+999999999-01-01T00:00:00Z\"}"
            .formatted(lead));

    assertThat(leads.sweep().deadLetters()).isEqualTo(2);

    assertThat(leads.log(malformed).reason()).isEqualTo(Reason.MALFORMED_CHANGE);
    assertThat(leads.log(malformed).data().rawPayload()).hasSizeBetween(60_000, 64 * 1024);
    assertThat(leads.log(lead).receivedTime())
        .isCloseTo(clock.instant(), within(1, ChronoUnit.MINUTES));
    assertThat(letters()).isZero();
  }

  @Test
  void a_dead_letter_is_deleted_only_after_the_log_was_written() {
    LeadgenId lead = Meta.lead(page);
    bury(Leads.message(lead, page, clock.instant()).body());
    Aws.dynamodb().setFault(Fault.REFUSES);

    assertThatThrownBy(() -> leads.sweep()).isInstanceOf(SdkException.class);

    assertThat(letters()).isEqualTo(1);
    assertThat(Aws.sqs().operations()).doesNotContain("DeleteMessage");
  }

  @Test
  void a_dead_letter_that_cannot_be_logged_delays_no_other_and_no_due_log() {
    LeadgenId stuck = Meta.lead(page);
    bury(Leads.message(stuck, page, clock.instant()).body());
    LeadgenId other = Meta.lead(page);
    bury(Leads.message(other, page, clock.instant()).body());
    LeadgenId due = Meta.lead(page);
    leads.log(due, page, clock.instant().minus(Duration.ofMinutes(4)));
    Aws.dynamodb()
        .chooseFaults(
            (operation, body) ->
                operation.equals("PutItem") && body.contains(stuck.text()) ? Fault.REFUSES : null);

    assertThatThrownBy(() -> leads.sweep()).isInstanceOf(SdkException.class);

    Aws.dynamodb().chooseFaults((operation, body) -> null);
    assertThat(leads.isLogged(other)).isTrue();
    assertThat(Leads.takeFromQueue()).containsExactly(due.text());
    assertThat(letters()).isEqualTo(1);
  }

  /** The message is received again, and its lead is logged already. */
  @Test
  void a_dead_letter_that_was_logged_but_not_deleted_changes_nothing_the_second_time() {
    LeadgenId lead = Meta.lead(page);
    String body = Leads.message(lead, page, clock.instant()).body();
    bury(body);
    Aws.sqs().setFault(Fault.REFUSES, operation -> operation.equals("DeleteMessage"));
    assertThatThrownBy(() -> leads.sweep()).isInstanceOf(SdkException.class);
    Aws.sqs().clearFault();
    LeadLog logged = leads.log(lead);
    assertThat(letters()).isEqualTo(1);

    bury(body);
    leads.sweep();

    assertThat(leads.log(lead).history()).isEqualTo(logged.history());
    assertThat(leads.log(lead).receivedTime()).isEqualTo(logged.receivedTime());
  }

  @Test
  void one_run_redrives_all_dead_letters() {
    IntStream.range(0, 25)
        .forEach(i -> bury(Leads.message(Meta.lead(page), page, clock.instant()).body()));

    assertThat(leads.sweep().deadLetters()).isEqualTo(25);

    assertThat(letters()).isZero();
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl(QUEUE)).messageBody(body));
  }

  /** The number of messages, including those in flight. */
  private static int letters() {
    return Aws.directSqs()
        .getQueueAttributes(
            r ->
                r.queueUrl(Aws.queueUrl(QUEUE))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
