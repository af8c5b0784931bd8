package dev.leadlog.polling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.operations.PageOperations;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new deployment must not deliver 90 days of old leads to a CRM that has them already. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class PollSinceTest {

  @Inject Poller poller;
  @Inject Pages pages;
  @Inject PageOperations operations;
  @Inject Jobs jobs;
  @Inject MovableClock clock;

  private final PageId page = Pages.unknown();

  @BeforeEach
  void reset() {
    poller.reset();
  }

  @Test
  void a_poll_records_only_leads_after_the_first_saving_of_the_page() {
    FormId form = Meta.form(page);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofMinutes(1)));
    configure(null);
    LeadgenId fresh = Meta.lead(page, form, poller.ago(Duration.ZERO));

    poller.run();
    clock.move(Duration.ofDays(1));
    poller.run();

    assertThat(poller.isLogged(fresh)).isTrue();
    assertThat(poller.isLogged(old)).isFalse();
  }

  @Test
  void a_later_form_is_read_from_the_same_time() {
    configure(null);
    clock.move(Duration.ofDays(2));
    FormId form = Meta.form(page);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(3)));
    LeadgenId fresh = Meta.lead(page, form, poller.ago(Duration.ofDays(1)));

    poller.run();

    assertThat(poller.isLogged(fresh)).isTrue();
    assertThat(poller.isLogged(old)).isFalse();
  }

  @Test
  void a_started_poll_window_is_restarted_at_a_later_poll_since() {
    FormId form =
        Meta.form(
            page,
            Json.object()
                .put("mostAPart", 1)
                .put("readsBefore", 1)
                .put("fault", "unavailable")
                .put("times", 1));
    Meta.leads(page, form, poller.ago(Duration.ofDays(9)), 3);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(8)));
    LeadgenId fresh = Meta.lead(page, form, poller.ago(Duration.ofDays(1)));
    configure(poller.ago(Duration.ofDays(10)));
    poller.run();
    configure(poller.ago(Duration.ofDays(2)));

    poller.run();

    assertThat(poller.isLogged(fresh)).isTrue();
    assertThat(poller.isLogged(old)).isFalse();
  }

  @Test
  void a_requested_poll_reads_from_its_own_start_time_or_else_from_poll_since() {
    FormId form = Meta.form(page);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(20)));
    configure(null);

    assertThat(sinceOf(Json.object())).isAfter(poller.ago(Duration.ofMinutes(1)));
    Instant since = poller.ago(Duration.ofDays(30));
    assertThat(sinceOf(Json.object().put("since", Times.text(since)))).isEqualTo(since);
    poller.backfill(page, since);

    assertThat(poller.isLogged(old)).isTrue();
  }

  /** The start time in the request of the job that a poll begins. */
  private Instant sinceOf(ObjectNode request) {
    String job =
        operations.poll(page.text(), StrictReader.of(request), "marie").body().path("job").asText();
    return Instant.parse(jobs.find(job).orElseThrow().request().path("since").asText());
  }

  private void configure(Instant pollSince) {
    ObjectNode document = Pages.document(page);
    document.remove("pollSince");
    pages.configure(
        page, pollSince == null ? document : document.put("pollSince", Times.text(pollSince)));
  }
}
