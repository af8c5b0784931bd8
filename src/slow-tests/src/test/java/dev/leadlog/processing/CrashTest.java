package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.health.LastWebhooks;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Crashes;
import dev.leadlog.testing.FaultyProxy;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lets the process crash, or a response get lost, at each request that the processing of a lead
 * makes. Each time, the lead must end as Processed, with one item in the leads table and valid
 * transitions.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class CrashTest {

  /** The steps before the process may crash. */
  private interface Preparation {
    LeadgenId of(PageId page);
  }

  /** The steps during which the process may crash. */
  private interface Steps {
    void go(LeadgenId lead, PageId page);
  }

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject LeadReprocessor retry;
  @Inject LastWebhooks webhooks;

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Nested
  class WhenTheProcessCrashes {

    @Test
    void a_crash_during_the_processing_of_a_logged_lead_loses_nothing() {
      crashAtEachRequest(Aws.dynamodb(), leads::announced, CrashTest.this::process);
    }

    @Test
    void a_crash_during_the_rebuilding_of_a_log_loses_nothing() {
      crashAtEachRequest(Aws.dynamodb(), CrashTest.this::onTheQueueOnly, CrashTest.this::process);
    }

    @Test
    void a_crash_after_a_write_to_the_log_of_a_retried_lead_loses_nothing() {
      Preparation filledIn = page -> Meta.lead(page, "unavailable", 1);
      long writes =
          withoutFault(Aws.dynamodb(), filledIn, this::announceToDelivery).stream()
              .filter(CrashTest::isWrite)
              .count();
      for (int n = 0; n < writes; n++) {
        int write = n;
        withFault(
            filledIn,
            this::announceToDelivery,
            () -> fromWrite(write, Fault.REFUSES, Integer.MAX_VALUE),
            "crash at write " + n);
      }
    }

    @Test
    void a_crash_after_a_request_to_the_queue_for_a_retried_lead_loses_nothing() {
      crashAtEachRequest(
          Aws.sqs(), page -> Meta.lead(page, "unavailable", 1), this::announceToDelivery);
    }

    @Test
    void a_crash_during_a_reprocessing_loses_nothing() {
      crashAtEachRequest(
          Aws.dynamodb(),
          CrashTest.this::failed,
          (lead, page) -> {
            retry.process(lead, "marie", false);
            leads.workAndCrash();
          });
    }

    /** The lead is announced, fails once, is swept and is delivered. */
    private void announceToDelivery(LeadgenId lead, PageId page) {
      leads.announce(lead, page);
      leads.workAndCrash();
      clock.move(Duration.ofMinutes(5));
      leads.sweep();
      leads.workAndCrash();
    }
  }

  @Nested
  class WhenAResponseIsLost {

    @Test
    void a_lost_response_to_any_write_loses_nothing() {
      long writes =
          withoutFault(Aws.dynamodb(), CrashTest.this::onTheQueueOnly, CrashTest.this::process)
              .stream()
              .filter(CrashTest::isWrite)
              .count();
      for (int n = 0; n < writes; n++) {
        int write = n;
        withFault(
            CrashTest.this::onTheQueueOnly,
            CrashTest.this::process,
            () -> fromWrite(write, Fault.HANGS_UP, 1),
            "answer to write " + n + " lost");
      }
    }

    /** The lead is delivered without a status: the next attempt must find the existing record. */
    @Test
    void a_crash_after_the_delivery_and_before_the_outcome_delivers_once() {
      PageId page = pages.configured();
      LeadgenId lead = leads.announced(page);
      AtomicBoolean delivered = new AtomicBoolean();
      Aws.dynamodb()
          .setFault(
              Fault.REFUSES,
              operation -> delivered.getAndSet(delivered.get() || operation.equals("PutItem")));

      leads.workAndCrash();

      Aws.dynamodb().clearFault();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
      var item = Leads.delivered(lead);
      assertThat(item).isNotEmpty();
      leads.recover(lead);
      assertDeliveredOnce(lead, "delivered before the crash");
      assertThat(Leads.delivered(lead)).isEqualTo(item);
      assertThat(Meta.reads(lead)).as("a crash costs one more read").hasSize(2);
    }
  }

  private LeadgenId onTheQueueOnly(PageId page) {
    LeadgenId lead = Meta.lead(page);
    Aws.dynamodb().setFault(Fault.REFUSES);
    leads.announce(lead, page);
    Aws.dynamodb().clearFault();
    assertThat(leads.isLogged(lead)).isFalse();
    return lead;
  }

  private LeadgenId failed(PageId page) {
    LeadgenId lead = leads.announced(page, "bad-request", 1_000);
    leads.work();
    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    Meta.clearFault(lead);
    return lead;
  }

  private void process(LeadgenId lead, PageId page) {
    leads.workAndCrash();
  }

  /** Crashes the process after 0, 1, 2… requests, until no request is left. */
  private void crashAtEachRequest(FaultyProxy proxy, Preparation preparation, Steps steps) {
    int requests = withoutFault(proxy, preparation, steps).size();
    for (int k = Crashes.first(); k <= requests; k += Crashes.EVERY) {
      int after = k;
      withFault(
          preparation,
          steps,
          () -> proxy.crashAfter(after),
          "crash after " + k + " of " + requests);
    }
  }

  /**
   * Makes requests to the log fail from a write on.
   *
   * @param write the index of the write, from 0
   * @param requests the number of requests that fail from there
   */
  private static void fromWrite(int write, Fault fault, int requests) {
    AtomicInteger writes = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(requests);
    Aws.dynamodb()
        .setFault(
            fault,
            operation ->
                (isWrite(operation) ? writes.getAndIncrement() : writes.get() - 1) >= write
                    && left.getAndDecrement() > 0);
  }

  private static boolean isWrite(String operation) {
    return Set.of("UpdateItem", "PutItem", "TransactWriteItems").contains(operation);
  }

  /** Returns the requests of the steps when nothing fails. */
  private List<String> withoutFault(FaultyProxy proxy, Preparation preparation, Steps steps) {
    PageId page = page();
    LeadgenId lead = preparation.of(page);
    proxy.forget();
    steps.go(lead, page);
    List<String> requests = proxy.operations();
    assertThat(requests).isNotEmpty();
    assertDeliveredOnce(lead, "without a fault");
    return requests;
  }

  private void withFault(Preparation preparation, Steps steps, Runnable fault, String what) {
    leads.reset();
    PageId page = page();
    LeadgenId lead = preparation.of(page);
    fault.run();
    try {
      steps.go(lead, page);
    } catch (SdkException crashed) {
      // The exception is ignored, because the caller has crashed too.
    }
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
    if (!leads.isLogged(lead)) {
      assertThat(leads.announce(lead, page)).as("Meta sends it again").isEmpty();
    }
    if (leads.log(lead).status() == Status.ERROR) {
      retry.process(lead, "marie", false);
    }
    leads.recover(lead);
    assertDeliveredOnce(lead, what);
  }

  /**
   * A page whose last webhook was stored a moment ago, because that write is not part of a lead.
   */
  private PageId page() {
    PageId page = pages.configured();
    webhooks.seen(page, clock.instant());
    return page;
  }

  private void assertDeliveredOnce(LeadgenId lead, String when) {
    LeadLog log = leads.log(lead);
    assertThat(log.status()).as(when).isEqualTo(Status.PROCESSED);
    assertThat(log.leadDocReference().id()).as(when).isEqualTo(lead.text());
    assertThat(log.retry().dueAt()).as(when).isNull();
    assertThat(Leads.delivered(lead)).as(when).isNotEmpty();
    StatusTransitions.assertOf(log);
  }
}
