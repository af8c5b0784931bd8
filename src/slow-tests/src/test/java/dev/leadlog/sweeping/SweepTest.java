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
import dev.leadlog.testing.FaultyDoor.Fault;
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
import software.amazon.awssdk.core.exception.SdkException;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class SweepTest {

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject SomeSweep sweeps;

  private static final int UNREAD_A_SWEEP = 200;

  private PageId page;

  @BeforeEach
  void startAfresh() {
    leads.startAfresh();
    page = pages.configured();
  }

  @Nested
  class ALogWhoseMessageWasNeverSent {

    @Test
    void is_left_alone_for_three_minutes_then_enqueued_and_processed() {
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
    void and_is_lost_again_is_enqueued_again_after_ten_minutes_and_not_before() {
      LeadgenId lead = due();
      leads.sweep();
      assertThat(Leads.takenFromTheQueue()).containsExactly(lead.text());
      assertThat(leads.log(lead).retry().dueAt())
          .isCloseTo(clock.instant().plus(Duration.ofMinutes(10)), within(5, ChronoUnit.SECONDS));

      clock.move(Duration.ofMinutes(9));
      leads.sweep();
      assertThat(Leads.takenFromTheQueue()).isEmpty();

      clock.move(Duration.ofMinutes(2));
      leads.sweep();
      assertThat(Leads.takenFromTheQueue()).containsExactly(lead.text());
    }

    @Test
    void is_enqueued_later_when_the_queue_refuses_now() {
      LeadgenId lead = due();
      Aws.sqs().shut(Fault.REFUSES, operation -> operation.equals("SendMessageBatch"));
      assertThatThrownBy(() -> leads.sweep()).isInstanceOf(SdkException.class);
      Aws.sqs().open();

      clock.move(Duration.ofMinutes(11));
      leads.sweep();

      assertThat(Leads.takenFromTheQueue()).containsExactly(lead.text());
    }
  }

  @Nested
  class UnreadPayloads {

    @Test
    void never_delay_or_hide_a_pending_lead() {
      Leads.unread(1_500, clock.instant().minus(Duration.ofDays(1)));
      LeadgenId pending = due();

      assertThat(leads.sweep().enqueued()).isEqualTo(1 + UNREAD_A_SWEEP);

      assertThat(Leads.takenFromTheQueue()).containsExactly(pending.text());
    }

    @Test
    void go_to_the_backlog_a_number_a_run() {
      Leads.unread(UNREAD_A_SWEEP + 50, clock.instant().minus(Duration.ofDays(1)));

      assertThat(leads.sweep().enqueued()).isEqualTo(UNREAD_A_SWEEP);
      assertThat(leads.sweep().enqueued()).isEqualTo(50);

      assertThat(Leads.takenFromTheQueue()).isEmpty();
      assertThat(Aws.drain("BacklogQueue")).hasSize(UNREAD_A_SWEEP + 50);
    }
  }

  @Nested
  class Everything {

    @Test
    void that_is_due_is_enqueued_once_by_two_sweeps_side_by_side() {
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
      assertThat(Leads.takenFromTheQueue()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void that_is_due_is_enqueued_run_by_run_and_no_more_at_once_than_the_limit() {
      List<String> due = due(40);
      Sweep limited = sweeps.limitedTo(16);
      List<String> enqueued = new ArrayList<>();

      for (int run = 0; run < 20 && enqueued.size() < due.size(); run++) {
        limited.run(clock.instant().plus(Duration.ofMinutes(2)));
        List<String> now = Leads.takenFromTheQueue();
        assertThat(now).hasSizeLessThanOrEqualTo(16);
        enqueued.addAll(now);
      }

      assertThat(enqueued).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void that_is_due_comes_in_its_turn_with_a_limit_below_the_number_of_shards_too() {
      List<String> due = due(20);
      Sweep limited = sweeps.limitedTo(3);
      List<String> enqueued = new ArrayList<>();

      for (int run = 0; run < 20 && enqueued.size() < due.size(); run++) {
        limited.run(clock.instant().plus(Duration.ofMinutes(2)));
        List<String> now = Leads.takenFromTheQueue();
        assertThat(now).hasSizeLessThanOrEqualTo(3);
        enqueued.addAll(now);
      }

      assertThat(enqueued).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void that_is_due_is_enqueued_but_for_the_one_that_cannot_be_moved_which_comes_next_time() {
      List<String> due = due(40);
      String stuck = due.get(17);
      Aws.dynamodb()
          .disturb(
              (operation, body) ->
                  operation.equals("UpdateItem") && body.contains(stuck) ? Fault.REFUSES : null);

      assertThat(leads.sweep()).isEqualTo(new SweepResult(39, 0));

      Aws.dynamodb().disturb((operation, body) -> null);
      assertThat(Leads.takenFromTheQueue()).hasSize(39).doesNotContain(stuck);
      leads.sweep();
      assertThat(Leads.takenFromTheQueue()).containsExactly(stuck);
    }

    @Test
    void that_is_due_is_enqueued_although_the_answer_to_its_move_is_lost() {
      String lead = due(1).get(0);
      AtomicInteger moves =
          Aws.dynamodb()
              .loseTheFirstAnswer(
                  (operation, body) -> operation.equals("UpdateItem") && body.contains(lead));

      assertThat(leads.sweep()).isEqualTo(new SweepResult(1, 0));

      Aws.dynamodb().disturb((operation, body) -> null);
      assertThat(moves).hasValue(2);
      assertThat(Leads.takenFromTheQueue()).containsExactly(lead);
    }

    @Test
    void that_is_due_is_enqueued_although_no_dead_letter_can_be_received() {
      List<String> due = due(3);
      Aws.sqs().shut(Fault.REFUSES, operation -> operation.equals("ReceiveMessage"));

      assertThatThrownBy(leads::sweep).isInstanceOf(SdkException.class);

      Aws.sqs().open();
      assertThat(Leads.takenFromTheQueue()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void that_is_due_is_left_alone_once_the_store_fails_again_and_again() {
      due(60);
      AtomicInteger asked = new AtomicInteger();
      Aws.dynamodb()
          .disturb(
              (operation, body) -> {
                if (!operation.equals("UpdateItem")) {
                  return null;
                }
                asked.incrementAndGet();
                return Fault.REFUSES;
              });

      assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 0));

      Aws.dynamodb().disturb((operation, body) -> null);
      assertThat(asked).as("three requests a call, and eight calls at once").hasValueLessThan(60);
      leads.sweep();
      assertThat(Leads.takenFromTheQueue()).hasSize(60);
    }

    @Test
    void that_is_final_is_left_alone() {
      leads.announced(page);
      leads.work();
      clock.move(Duration.ofDays(1));

      assertThat(leads.sweep()).isEqualTo(new SweepResult(0, 0));
    }

    @Test
    void waits_for_the_next_run_when_no_time_is_left() {
      due();

      assertThat(sweeps.limitedTo(1_000).run(clock.instant().plusSeconds(9)))
          .isEqualTo(new SweepResult(0, 0));

      assertThat(leads.sweep().enqueued()).isEqualTo(1);
    }
  }

  @Test
  void a_lead_that_waits_is_enqueued_two_minutes_after_its_time_if_nobody_took_it_till_then() {
    LeadgenId lead = leads.announced(page, "throttled", 1);
    Meta.sayWaitFor(30);
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
