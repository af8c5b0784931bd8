package dev.leadlog.polling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backfill of a page from a start time, as a job. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class BackfillTest {

  @Inject Backfill backfill;
  @Inject Jobs jobs;
  @Inject BackfillJob work;
  @Inject Parameters parameters;
  @Inject Poller poller;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    poller.reset();
    page = pages.configured();
  }

  @Test
  void a_backfill_records_missing_leads_since_its_start_time_and_no_older_ones() {
    FormId form = Meta.form(page);
    List<LeadgenId> recent = Meta.leads(page, form, poller.ago(Duration.ofDays(2)), 30);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(20)));

    Job job = begin(Duration.ofDays(7));
    run(job);

    assertThat(state(job)).isEqualTo(Job.State.DONE);
    assertThat(jobs.find(job.id()).orElseThrow().progress().enqueued()).isEqualTo(30);
    assertThat(recent).allMatch(lead -> poller.log(lead).source() == Source.POLLING);
    assertThat(Aws.item("LeadLogs", "leadgenId", old.text())).isEmpty();
  }

  @Test
  void a_repeated_backfill_records_no_lead_twice() {
    Meta.lead(page, Meta.form(page), poller.ago(Duration.ofDays(2)));
    Job first = begin(Duration.ofDays(7));
    run(first);

    Job second = begin(Duration.ofDays(7));
    run(second);
    run(first);

    assertThat(jobs.find(second.id()).orElseThrow().progress().enqueued()).isZero();
    assertThat(jobs.find(first.id()).orElseThrow().progress().enqueued()).isEqualTo(1);
  }

  @Test
  void the_leads_of_a_backfill_stay_on_the_backlog_queue_for_an_hour() {
    LeadgenId lead = Meta.lead(page, Meta.form(page), poller.ago(Duration.ofDays(2)));
    run(begin(Duration.ofDays(7)));

    assertThat(poller.log(lead).retry().dueAt())
        .isAfter(clock.instant().plus(Duration.ofMinutes(50)));
  }

  @Test
  void a_new_backfill_reads_every_form_again_after_one_failed() {
    FormId well = Meta.form(page);
    FormId ill = Meta.form(page, Json.object().put("fault", "unavailable").put("times", 99));
    Job failed = begin(Duration.ofDays(7));
    run(failed);
    assertThat(state(failed)).isEqualTo(Job.State.RUNNING);
    clock.move(Duration.ofDays(3).plusHours(1));
    run(failed);
    assertThat(state(failed)).isEqualTo(Job.State.FAILED);
    assertThat(job(failed).failure()).contains("META_UNAVAILABLE");
    LeadgenId since = Meta.lead(page, well, poller.ago(Duration.ofHours(1)));
    Meta.form(page, ill, Json.object());

    Job another = backfill.begin(page, Instant.parse(request(failed)), "marie");
    run(another);

    assertThat(state(another)).isEqualTo(Job.State.DONE);
    assertThat(poller.log(since).source()).isEqualTo(Source.POLLING);
  }

  @Test
  void a_backfill_with_an_invalid_token_fails_with_a_remedy() {
    Meta.lead(page, Meta.form(page), poller.ago(Duration.ofDays(2)));
    Meta.refuse(Pages.token(page));
    Meta.refuse(Meta.SYSTEM_USER);

    Job job = begin(Duration.ofDays(7));
    run(job);

    assertThat(state(job)).isEqualTo(Job.State.FAILED);
    assertThat(jobs.find(job.id()).orElseThrow().failure())
        .contains("META_TOKEN_INVALID", "code 190", "Create a new access token");
  }

  @Test
  void a_backfill_waits_while_the_token_cannot_be_read() {
    PageId unknown = Pages.unknown();
    pages.saveElsewhere(unknown, Pages.document(unknown));
    parameters.fail("ThrottlingException");
    Job job = backfill.begin(unknown, poller.ago(Duration.ofDays(7)), "marie");
    Meta.refuse(Meta.SYSTEM_USER);

    run(job);

    assertThat(state(job)).isEqualTo(Job.State.RUNNING);
    parameters.work();
    Meta.accept(Meta.SYSTEM_USER);
  }

  @Test
  void a_backfill_pauses_for_minutes_if_the_limits_of_the_page_are_used() {
    FormId form = Meta.form(page, Json.object().put("usage", 99));
    Meta.leads(page, form, poller.ago(Duration.ofDays(2)), 150);
    Job job = begin(Duration.ofDays(7));

    Duration pause = work.run(job(job), clock.instant().plus(Duration.ofMinutes(1))).pause();

    assertThat(pause).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_waiting_backfill_shows_the_message_of_Meta_and_the_time_of_the_retry() {
    Meta.form(page, Json.object().put("fault", "throttled").put("times", 9));
    Job job = begin(Duration.ofDays(7));

    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));

    ObjectNode shown = job(job).json();
    assertThat(shown.path("state").asText()).isEqualTo("Running");
    assertThat(shown.path("message").asText())
        .contains("META_THROTTLED", "There have been too many leads api calls")
        .doesNotContain("the lead");
    assertThat(Instant.parse(shown.path("retryAt").asText())).isAfter(clock.instant());
  }

  @Test
  void a_backfill_that_continues_shows_no_failure() {
    FormId form = Meta.form(page, Json.object().put("fault", "unavailable").put("times", 1));
    Meta.lead(page, form, poller.ago(Duration.ofDays(1)));
    Job job = begin(Duration.ofDays(7));

    run(job);

    assertThat(state(job)).isEqualTo(Job.State.DONE);
    assertThat(job(job).json().has("message")).isFalse();
    assertThat(job(job).json().has("retryAt")).isFalse();
  }

  private Job begin(Duration ago) {
    return backfill.begin(page, poller.ago(ago), "marie");
  }

  private void run(Job job) {
    for (int i = 0; i < 5 && state(job) == Job.State.RUNNING; i++) {
      jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
    }
  }

  private String request(Job job) {
    return job(job).request().path("since").asText();
  }

  private Job.State state(Job job) {
    return job(job).state();
  }

  private Job job(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }
}
