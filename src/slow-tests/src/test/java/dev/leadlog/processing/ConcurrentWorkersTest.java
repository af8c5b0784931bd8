package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Meta.Held;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class ConcurrentWorkersTest {

  private static final Duration PAST_THE_LEASE = Processor.LEASE.plusSeconds(1);

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
  void two_concurrent_workers_read_and_deliver_a_lead_once() {
    LeadgenId lead = leads.announced(page);
    leads.process(lead, lead, lead, lead, lead, lead, lead, lead);

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead).retry().attempts()).isEqualTo(1);
    assertThat(Meta.reads(lead)).hasSize(1);
    assertThat(Aws.dynamodb().operations().stream().filter("PutItem"::equals))
        .as("the page's configuration, the log and one delivery")
        .hasSize(2 + 1);
    StatusTransitions.assertOf(leads.log(lead));
  }

  @Test
  void a_worker_does_not_process_a_lead_that_another_one_has_claimed() {
    LeadgenId lead = leads.announced(page);
    Held held = Meta.hold();
    CompletableFuture<List<String>> first = worker(lead);
    held.awaitCall();
    clock.move(Processor.LEASE.minusSeconds(10));

    assertThat(leads.process(lead)).isEmpty();

    assertThat(leads.log(lead).retry().attempts()).isEqualTo(1);
    assertThat(Meta.reads(lead)).hasSize(1);
    held.release();
    assertThat(first.join()).isEmpty();
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_worker_that_continues_after_another_finished_its_lead_writes_nothing() {
    LeadgenId lead = leads.announced(page);
    Held held = Meta.hold();
    CompletableFuture<List<String>> late = worker(lead);
    held.awaitCall();
    clock.move(PAST_THE_LEASE);
    leads.process(lead);
    LeadLog processed = leads.log(lead);
    var item = Leads.delivered(lead);
    Aws.dynamodb().forget();

    held.release();
    late.join();

    assertThat(processed.status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead)).isEqualTo(processed);
    assertThat(Leads.delivered(lead)).isEqualTo(item);
    assertThat(Aws.dynamodb().operations())
        .as("it does not try to deliver")
        .doesNotContain("PutItem");
  }

  @Test
  void a_worker_that_lost_its_claim_writes_nothing() {
    LeadgenId lead = leads.announced(page, "unavailable", 1);
    Held first = Meta.hold();
    CompletableFuture<List<String>> late = worker(lead);
    first.awaitCall();
    clock.move(PAST_THE_LEASE);
    Held second = Meta.hold();
    CompletableFuture<List<String>> holder = worker(lead);
    second.awaitCall();
    LeadLog claimedAgain = leads.log(lead);

    first.release();
    late.join();

    assertThat(leads.log(lead)).isEqualTo(claimedAgain);
    assertThat(Leads.delivered(lead)).isEmpty();
    second.release();
    holder.join();
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead).retry().attempts()).isEqualTo(2);
  }

  @Test
  void no_delivery_begins_that_does_not_fit_in_the_rest_of_the_lease() {
    LeadgenId lead = leads.announced(page);
    Held held = Meta.hold();
    CompletableFuture<List<String>> slow = worker(lead);
    held.awaitCall();
    clock.move(Processor.LEASE.minusSeconds(3));

    held.release();
    slow.join();

    LeadLog waits = leads.log(lead);
    assertThat(Leads.delivered(lead)).isEmpty();
    assertThat(waits.status()).isEqualTo(Status.PENDING);
    assertThat(waits.retry().attempts()).as("no attempt counts as a failure").isZero();
    assertThat(waits.leadPayload()).contains("Ada Lovelace");
    clock.move(Duration.ofSeconds(10));
    leads.process(lead);
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(Meta.reads(lead)).hasSize(1);
  }

  @Test
  void the_leads_of_a_batch_are_read_in_parallel() {
    LeadgenId[] batch =
        IntStream.range(0, 10).mapToObj(i -> leads.announced(page)).toArray(LeadgenId[]::new);
    Meta.answerTogether(10);

    assertThat(leads.process(batch)).isEmpty();

    assertThat(batch).allMatch(lead -> leads.log(lead).status() == Status.PROCESSED);
  }

  @Test
  void a_stuck_lead_does_not_delay_the_rest_of_its_batch() {
    LeadgenId stuck = leads.announced(page);
    Held held = Meta.hold();
    CompletableFuture<List<String>> worker = worker(stuck);
    held.awaitCall();
    LeadgenId next = leads.announced(page, "bad-request", 1_000);
    LeadgenId afterThat = leads.announced(page);

    assertThat(leads.process(stuck, next, afterThat)).isEmpty();

    assertThat(leads.log(next).reason()).isEqualTo(Reason.META_BAD_REQUEST);
    assertThat(leads.log(afterThat).status()).isEqualTo(Status.PROCESSED);
    held.release();
    worker.join();
  }

  private CompletableFuture<List<String>> worker(LeadgenId lead) {
    return CompletableFuture.supplyAsync(
        () -> leads.process(lead), work -> new Thread(work, "worker").start());
  }
}
