package dev.leadlog.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.reprocessing.ReprocessResult;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class BulkLossTest {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  @Inject BulkLoss bulkLoss;
  @Inject Jobs jobs;
  @Inject LeadReprocessor again;
  @Inject Leads leads;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = Pages.unknown();
  }

  @AfterEach
  void clearFaults() {
    Aws.dynamodb().clearFault();
  }

  @Test
  void selected_leads_are_marked_with_the_note_and_the_others_are_named_with_the_cause() {
    List<LeadgenId> given = unconfigured(3);
    LeadgenId pending = leads.announced(page);
    LeadgenId unknown = new LeadgenId(Aws.newId());

    StartedJob begun =
        bulkLoss.begin(
            new Selection.Ids(
                Stream.concat(given.stream(), Stream.of(pending, unknown, given.get(0))).toList()),
            "marie",
            "a competitor");

    assertThat(begun.accepted()).isEqualTo(3);
    assertThat(begun.refused())
        .extracting(Refusal::leadgenId)
        .containsExactly(pending.text(), unknown.text());
    assertThat(begun.refused().get(0).why()).contains("Pending");
    assertThat(begun.refused().get(1).why()).contains("not in the log");
    run(begun.job());
    assertThat(given).allSatisfy(this::assertIsLoss);
    assertThat(leads.log(pending).status()).isEqualTo(Status.PENDING);
    assertProgress(begun.job(), 3, 3, 0);
  }

  @Test
  void a_dry_run_counts_what_the_job_of_the_same_filter_marks() {
    List<LeadgenId> given = unconfigured(3);
    LeadgenId pending = leads.announced(page);

    MatchCount counted = bulkLoss.count(ofPage(), TIME_LIMIT);
    assertThat(given).allMatch(id -> leads.log(id).status() == Status.UNCONFIGURED);
    Job job = begin();
    run(job);

    assertThat(counted).isEqualTo(new MatchCount(4, 1, true));
    assertThat(given).allSatisfy(this::assertIsLoss);
    assertProgress(job, 4, 3, 1);
    assertThat(job(job).progress().refusedSample())
        .extracting(Refusal::leadgenId)
        .containsExactly(pending.text());
  }

  @Test
  void a_repeated_slice_marks_each_lead_once_and_counts_it() {
    List<LeadgenId> given = unconfigured(3);
    Job job = begin();
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));
    assertThatThrownBy(() -> run(job)).isInstanceOf(SdkException.class);
    Aws.dynamodb().clearFault();
    assertThat(given).allSatisfy(this::assertIsLoss);
    clock.move(Duration.ofSeconds(1));

    run(job);

    assertThat(given).allSatisfy(this::assertIsLoss);
    assertProgress(job, 3, 3, 0);
  }

  @Test
  void a_lead_is_counted_although_the_response_to_its_write_was_lost() {
    List<LeadgenId> given = unconfigured(1);
    Job job = begin();
    AtomicInteger written =
        Aws.dynamodb()
            .loseTheFirstAnswer(
                (operation, body) ->
                    operation.equals("UpdateItem") && body.contains(given.get(0).text()));

    run(job);

    Aws.dynamodb().chooseFaults((operation, body) -> null);
    assertThat(written).hasValueGreaterThan(1);
    assertThat(given).allSatisfy(this::assertIsLoss);
    assertProgress(job, 1, 1, 0);
  }

  @Test
  void a_lead_that_someone_processes_again_meanwhile_is_not_marked() {
    List<LeadgenId> given = unconfigured(2);
    LeadgenId rescued = given.get(0);
    Job job = begin();
    clock.move(Duration.ofSeconds(1));
    assertThat(again.process(rescued, "ada", false)).isEqualTo(new ReprocessResult.Accepted());
    leads.work();
    assertThat(leads.log(rescued).status()).isEqualTo(Status.UNCONFIGURED);

    run(job);

    assertThat(leads.log(rescued).status()).isEqualTo(Status.UNCONFIGURED);
    assertIsLoss(given.get(1));
    assertProgress(job, 2, 1, 1);
    assertThat(job(job).progress().refusedSample().get(0).why())
        .isEqualTo("the lead has changed since the job began");
  }

  @Test
  void a_repeated_slice_does_not_mark_a_lead_that_was_processed_again_after_it() {
    LeadgenId rescued = unconfigured(1).get(0);
    Job job = begin();
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));
    assertThatThrownBy(() -> run(job)).isInstanceOf(SdkException.class);
    Aws.dynamodb().clearFault();
    clock.move(Duration.ofSeconds(1));
    again.process(rescued, "ada", false);
    leads.work();

    run(job);

    assertThat(leads.log(rescued).status()).isEqualTo(Status.UNCONFIGURED);
  }

  private Job begin() {
    return bulkLoss.begin(ofPage(), "marie", "a competitor").job();
  }

  private Selection ofPage() {
    return new Selection.Filtered(
        LeadLogFilter.between(
                clock.instant().minus(Duration.ofDays(1)), clock.instant().plusSeconds(60))
            .withPageId(page));
  }

  private List<LeadgenId> unconfigured(int count) {
    List<LeadgenId> ids = Stream.generate(() -> leads.announced(page)).limit(count).toList();
    leads.work();
    clock.move(Duration.ofSeconds(1));
    return ids;
  }

  private void run(Job job) {
    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
  }

  private void assertIsLoss(LeadgenId id) {
    LeadLog log = leads.log(id);
    assertThat(log.status()).isEqualTo(Status.LOSS);
    assertThat(log.reason()).isEqualTo(Reason.MARKED_LOSS);
    List<HistoryEntry> marks =
        log.history().stream().filter(entry -> entry.to() == Status.LOSS).toList();
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).by()).isEqualTo("marie");
    assertThat(marks.get(0).note()).isEqualTo("a competitor");
  }

  private void assertProgress(Job job, int matched, int marked, int refused) {
    Job ended = job(job);
    assertThat(ended.state()).isEqualTo(Job.State.DONE);
    assertThat(
            List.of(
                ended.progress().matched(),
                ended.progress().enqueued(),
                ended.progress().refused()))
        .containsExactly(matched, marked, refused);
  }

  private Job job(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }
}
