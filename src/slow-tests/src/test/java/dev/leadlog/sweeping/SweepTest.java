package dev.leadlog.sweeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class SweepTest {

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject SweepFixture sweeps;

  private static final int UNREAD_A_SWEEP = 200;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Nested
  class WhenTheMessageWasNeverSent {

    @Test
    void a_log_without_a_message_is_enqueued_after_three_minutes_and_processed() {
      LeadgenId lead = Meta.lead(page);
      leads.log(lead, page, clock.instant());

      clock.move(Duration.ofSeconds(170));
      assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 0));

      clock.move(Duration.ofSeconds(20));
      assertThat(leads.sweep()).isEqualTo(new SweepResult(1, 0));
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_log_whose_message_is_lost_again_is_enqueued_again_after_ten_minutes() {
      LeadgenId lead = due();
      leads.sweep();
      assertThat(Leads.takeFromQueue()).containsExactly(lead.text());
      assertThat(leads.log(lead).retry().dueAt())
          .isCloseTo(clock.instant().plus(Duration.ofMinutes(10)), within(5, ChronoUnit.SECONDS));

      clock.move(Duration.ofMinutes(9));
      leads.sweep();
      assertThat(Leads.takeFromQueue()).isEmpty();

      clock.move(Duration.ofMinutes(2));
      leads.sweep();
      assertThat(Leads.takeFromQueue()).containsExactly(lead.text());
    }

    @ParameterizedTest
    @CsvSource({"source, Import", "source, Polling", "job, 0b2c2f9e-6f0e-4a34-9d4c-2f3d4a5b6c7d"})
    void a_log_of_an_import_a_poll_or_a_job_goes_to_the_backlog_queue(String name, String value) {
      LeadgenId lead = due();
      Leads.set(lead, name, AttributeValue.fromS(value));

      assertThat(leads.sweep().enqueued()).isEqualTo(1);

      assertThat(Leads.takeFromQueue()).isEmpty();
      leads.workBacklog();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_log_is_enqueued_later_if_the_queue_refuses_now() {
      LeadgenId lead = due();
      Aws.sqs().setFault(Fault.REFUSES, operation -> operation.equals("SendMessageBatch"));
      assertThatThrownBy(() -> leads.sweep()).isInstanceOf(SdkException.class);
      Aws.sqs().clearFault();

      clock.move(Duration.ofMinutes(11));
      leads.sweep();

      assertThat(Leads.takeFromQueue()).containsExactly(lead.text());
    }
  }

  @Nested
  class UnreadPayloads {

    @Test
    void unread_payloads_never_delay_or_hide_a_pending_lead() {
      Leads.unread(1_500, clock.instant().minus(Duration.ofDays(1)));
      LeadgenId pending = due();

      assertThat(leads.sweep().enqueued()).isEqualTo(1 + UNREAD_A_SWEEP);

      assertThat(Leads.takeFromQueue()).containsExactly(pending.text());
    }

    @Test
    void a_run_enqueues_a_limited_number_of_unread_payloads_on_the_backlog_queue() {
      Leads.unread(UNREAD_A_SWEEP + 50, clock.instant().minus(Duration.ofDays(1)));

      assertThat(leads.sweep().enqueued()).isEqualTo(UNREAD_A_SWEEP);
      assertThat(leads.sweep().enqueued()).isEqualTo(50);

      assertThat(Leads.takeFromQueue()).isEmpty();
      assertThat(Aws.drain("BacklogQueue")).hasSize(UNREAD_A_SWEEP + 50);
    }
  }

  @Nested
  class WhenLogsAreDue {

    @Test
    void two_concurrent_sweeps_enqueue_each_due_log_once() {
      List<String> due = due(40);
      Sweep another = sweeps.limitedTo(1_000);
      BoundedExecutor both = new BoundedExecutor("sweeps", 2);

      List<SweepResult> swept =
          both.each(
              List.of(0, 1),
              2,
              which ->
                  which == 0
                      ? leads.sweep()
                      : another.run(clock.instant().plus(Duration.ofMinutes(2))));

      assertThat(swept.stream().mapToInt(SweepResult::enqueued).sum()).isEqualTo(40);
      assertThat(Leads.takeFromQueue()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void a_sweep_enqueues_no_more_logs_in_a_run_than_its_limit() {
      List<String> due = due(40);
      Sweep limited = sweeps.limitedTo(16);
      List<String> enqueued = new ArrayList<>();

      for (int run = 0; run < 20 && enqueued.size() < due.size(); run++) {
        limited.run(clock.instant().plus(Duration.ofMinutes(2)));
        List<String> now = Leads.takeFromQueue();
        assertThat(now).hasSizeLessThanOrEqualTo(16);
        enqueued.addAll(now);
      }

      assertThat(enqueued).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void every_due_log_is_enqueued_with_a_limit_below_the_number_of_shards() {
      List<String> due = due(20);
      Sweep limited = sweeps.limitedTo(3);
      List<String> enqueued = new ArrayList<>();

      for (int run = 0; run < 20 && enqueued.size() < due.size(); run++) {
        limited.run(clock.instant().plus(Duration.ofMinutes(2)));
        List<String> now = Leads.takeFromQueue();
        assertThat(now).hasSizeLessThanOrEqualTo(3);
        enqueued.addAll(now);
      }

      assertThat(enqueued).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void a_log_that_cannot_be_moved_is_enqueued_by_the_next_sweep() {
      List<String> due = due(40);
      String stuck = due.get(17);
      Aws.dynamodb()
          .chooseFaults(
              (operation, body) ->
                  operation.equals("UpdateItem") && body.contains(stuck) ? Fault.REFUSES : null);

      assertThat(leads.sweep()).isEqualTo(new SweepResult(39, 0));

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(Leads.takeFromQueue()).hasSize(39).doesNotContain(stuck);
      leads.sweep();
      assertThat(Leads.takeFromQueue()).containsExactly(stuck);
    }

    @Test
    void a_due_log_is_enqueued_if_the_response_to_its_move_is_lost() {
      String lead = due(1).get(0);
      AtomicInteger moves =
          Aws.dynamodb()
              .loseTheFirstAnswer(
                  (operation, body) -> operation.equals("UpdateItem") && body.contains(lead));

      assertThat(leads.sweep()).isEqualTo(new SweepResult(1, 0));

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(moves).hasValue(2);
      assertThat(Leads.takeFromQueue()).containsExactly(lead);
    }

    @Test
    void due_logs_are_enqueued_although_no_dead_letter_can_be_received() {
      List<String> due = due(3);
      Aws.sqs().setFault(Fault.REFUSES, operation -> operation.equals("ReceiveMessage"));

      assertThatThrownBy(leads::sweep).isInstanceOf(SdkException.class);

      Aws.sqs().clearFault();
      assertThat(Leads.takeFromQueue()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void a_sweep_stops_after_repeated_failures_of_the_store() {
      due(60);
      AtomicInteger asked = new AtomicInteger();
      Aws.dynamodb()
          .chooseFaults(
              (operation, body) -> {
                if (!operation.equals("UpdateItem")) {
                  return null;
                }
                asked.incrementAndGet();
                return Fault.REFUSES;
              });

      assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 0));

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(asked)
          .as("three requests for a call, and eight calls in parallel")
          .hasValueLessThan(60);
      leads.sweep();
      assertThat(Leads.takeFromQueue()).hasSize(60);
    }

    @Test
    void a_log_with_a_final_status_is_not_enqueued() {
      leads.announced(page);
      leads.work();
      clock.move(Duration.ofDays(1));

      assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 0));
    }

    @Test
    void due_logs_wait_for_the_next_run_if_no_time_is_left() {
      due();

      assertThat(sweeps.limitedTo(1_000).run(clock.instant().plusSeconds(9)))
          .isEqualTo(new SweepResult(0, 0));

      assertThat(leads.sweep().enqueued()).isEqualTo(1);
    }
  }

  @Test
  void a_waiting_lead_is_enqueued_two_minutes_after_its_retry_time_if_it_was_not_claimed() {
    LeadgenId lead = leads.announced(page, "throttled", 1);
    Meta.setThrottleMinutes(30);
    leads.work();
    clock.move(Duration.ofMinutes(31));
    assertThat(leads.sweep().enqueued()).isZero();

    clock.move(Duration.ofMinutes(2));
    assertThat(leads.sweep().enqueued()).isEqualTo(1);

    leads.work();
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  private LeadgenId due() {
    LeadgenId lead = Meta.lead(page);
    leads.log(lead, page, clock.instant().minus(Duration.ofMinutes(4)));
    return lead;
  }

  private List<String> due(int count) {
    return Stream.generate(this::due).limit(count).map(LeadgenId::text).toList();
  }
}
