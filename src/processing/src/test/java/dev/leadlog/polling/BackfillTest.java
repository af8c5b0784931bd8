package dev.leadlog.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.intake.JobMessage;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The leads of a page read again since a time, as a job. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class BackfillTest {

  @Inject Backfill backfill;
  @Inject Jobs jobs;
  @Inject Poller poller;
  @Inject Pages pages;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void startAfresh() {
    poller.startAfresh();
    page = pages.configured();
  }

  @Test
  void finds_what_no_webhook_brought_since_then_and_leaves_what_is_older() {
    FormId form = Meta.form(page);
    List<LeadgenId> recent = Meta.leads(page, form, poller.ago(Duration.ofDays(2)), 30);
    LeadgenId old = Meta.lead(page, form, poller.ago(Duration.ofDays(20)));

    Job job = begin(Duration.ofDays(7));
    run(job);

    assertThat(state(job)).isEqualTo(Job.State.DONE);
    assertThat(jobs.find(job.id()).orElseThrow().enqueued()).isEqualTo(30);
    assertThat(recent).allMatch(lead -> poller.log(lead).source() == Source.POLLING);
    assertThat(Aws.item("LeadLogs", "leadgenId", old.text())).isEmpty();
  }

  @Test
  void comes_twice_and_finds_nothing_twice() {
    Meta.lead(page, Meta.form(page), poller.ago(Duration.ofDays(2)));
    Job first = begin(Duration.ofDays(7));
    run(first);

    Job second = begin(Duration.ofDays(7));
    run(second);
    run(first);

    assertThat(jobs.find(second.id()).orElseThrow().enqueued()).isZero();
    assertThat(jobs.find(first.id()).orElseThrow().enqueued()).isEqualTo(1);
  }

  @Test
  void fails_and_says_what_to_do_where_the_token_is_dead() {
    Meta.lead(page, Meta.form(page), poller.ago(Duration.ofDays(2)));
    Meta.refuse(Pages.token(page));
    Meta.refuse(Meta.SYSTEM_USER);

    Job job = begin(Duration.ofDays(7));
    run(job);

    assertThat(state(job)).isEqualTo(Job.State.FAILED);
    assertThat(jobs.find(job.id()).orElseThrow().failure())
        .contains("META_TOKEN_INVALID", "Create a new access token");
  }

  private Job begin(Duration ago) {
    return backfill.begin(page, poller.ago(ago), "marie");
  }

  private void run(Job job) {
    for (int i = 0; i < 5 && state(job) == Job.State.RUNNING; i++) {
      jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
    }
  }

  private Job.State state(Job job) {
    return jobs.find(job.id()).orElseThrow().state();
  }
}
