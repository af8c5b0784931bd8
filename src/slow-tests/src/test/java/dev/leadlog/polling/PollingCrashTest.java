package dev.leadlog.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Crashes;
import dev.leadlog.testing.FaultyProxy;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A poller that crashes after each single request: the next run has lost nothing and recorded
 * nothing twice.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class PollingCrashTest {

  private static final Duration UNTIL_THE_NEXT_RUN = Duration.ofMinutes(15);
  private static final Duration UNTIL_ITS_MESSAGE_IS_MISSED = Duration.ofHours(1);

  @Inject Poller poller;
  @Inject Leads leads;
  @Inject MovableClock clock;

  private PageId page;
  private FormId form;
  private Instant newest;
  private List<LeadgenId> all;

  @BeforeEach
  void reset() {
    poller.reset();
  }

  @Test
  void a_poll_that_crashes_after_any_request_to_the_log_loses_no_lead() {
    crashAtEachRequest(Aws.dynamodb());
  }

  @Test
  void a_poll_that_crashes_after_any_request_to_the_queue_loses_no_lead() {
    crashAtEachRequest(Aws.sqs());
  }

  private void crashAtEachRequest(FaultyProxy proxy) {
    prepare();
    proxy.forget();
    poller.run();
    int requests = proxy.operations().size();
    assertThat(requests).isPositive();
    assertAllDelivered("without a crash");
    workAndSweep();
    assertAllDelivered("without a crash, and processed once more");
    for (int k = Crashes.first(); k < requests; k += Crashes.EVERY) {
      prepare();
      proxy.crashAfter(k);
      runAndCrash();
      proxy.clearFault();
      Instant watermark = Poller.watermark(form);
      assertThat(watermark == null || all.stream().allMatch(poller::isLogged))
          .as("crash after " + k + ": the watermark is past a lead that is not logged")
          .isTrue();
      assertAllDelivered("crash after " + k + " of " + requests);
    }
  }

  /** Creates a form with two parts, and one lead that a webhook has recorded. */
  private void prepare() {
    poller.reset();
    page = Pages.unknown();
    form = poller.mapped(page);
    Meta.form(page, form, Json.object().put("mostAPart", 2));
    newest = poller.ago(Duration.ofHours(1));
    all = new ArrayList<>(Meta.leads(page, form, newest.minusSeconds(60), 3));
    all.add(Meta.lead(page, form, newest));
    leads.announce(all.get(0), page);
  }

  private void runAndCrash() {
    try {
      poller.run();
    } catch (SdkException crashed) {
      // The exception is ignored, because the process has crashed.
    }
  }

  private void assertAllDelivered(String when) {
    for (int run = 0; run < 2; run++) {
      clock.move(UNTIL_THE_NEXT_RUN);
      poller.run();
    }
    assertThat(all).as(when).allMatch(poller::isLogged);
    assertThat(Poller.watermark(form)).as(when).isEqualTo(newest);
    clock.move(UNTIL_ITS_MESSAGE_IS_MISSED);
    for (int i = 0; i < 2 && !all.stream().allMatch(leads::isProcessed); i++) {
      workAndSweep();
    }
    leads.work();
    for (LeadgenId lead : all) {
      assertThat(poller.log(lead).status()).as(when).isEqualTo(Status.PROCESSED);
      assertThat(Leads.delivered(lead)).as(when).isNotEmpty();
      StatusTransitions.assertOf(poller.log(lead));
    }
  }

  private void workAndSweep() {
    poller.work();
    leads.work();
    leads.sweep();
  }
}
