package dev.leadlog.reprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.document.StrictReader;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.JobsFixture;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.queues.Queues;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.LeadSlicesFixture;
import dev.leadlog.selection.Selection;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class BulkReprocessorTest {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  /** A slice always reads one part and ends 15 s before the deadline: time for one part only. */
  private static final Duration TIME_FOR_ONE_PART = Duration.ofSeconds(15);

  private static final int LEADS_A_BATCH = 10;
  private static final int LEADS_A_SLICE = 50;

  /** {@code -Dmany=10000} takes a minute. */
  private static final int MANY = Integer.getInteger("many", 110);

  @Inject BulkReprocessor many;
  @Inject Jobs jobs;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject LeadInsert bulk;
  @Inject MovableClock clock;
  @Inject LeadSlicesFixture slices;
  @Inject JobsFixture someJobs;
  @Inject ManualChanges manualChanges;
  @Inject Refusals refusals;
  @Inject Queues queues;
  @Inject Sweep sweep;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = Pages.unknown();
  }

  @Test
  void accepted_leads_are_processed_and_each_refused_lead_is_named_with_the_cause() {
    List<LeadgenId> failed = unconfigured(3);
    LeadgenId waiting = leads.announced(page);
    LeadgenId unknown = new LeadgenId(Aws.newId());
    pages.configure(page);

    StartedJob begun = begin(Stream.concat(failed.stream(), Stream.of(waiting, unknown)).toList());

    assertThat(begun.accepted()).isEqualTo(3);
    assertThat(begun.refused())
        .extracting(Refusal::leadgenId)
        .containsExactly(waiting.text(), unknown.text());
    assertThat(begun.refused().get(0).why()).contains("Pending");
    assertThat(begun.refused().get(1).why()).contains("not in the log");
    finish(begun.job());
    assertThat(failed).allMatch(id -> leads.log(id).status() == Status.PROCESSED);
    assertThat(state(begun.job())).isEqualTo(Job.State.DONE);
    assertThat(job(begun.job()).progress().enqueued()).isEqualTo(3);
  }

  @Test
  void a_filter_selects_only_matching_leads() {
    List<LeadgenId> ours = unconfigured(3);
    PageId other = page;
    page = Pages.unknown();
    List<LeadgenId> others = unconfigured(2);
    pages.configure(other);
    pages.configure(page);

    StartedJob begun =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(other)), false, "marie");

    assertThat(begun.accepted()).isNull();
    finish(begun.job());
    assertThat(ours).allMatch(id -> leads.log(id).status() == Status.PROCESSED);
    assertThat(others).allMatch(id -> leads.log(id).status() == Status.UNCONFIGURED);
    assertThat(leads.log(ours.get(0)).history())
        .anyMatch(entry -> entry.by().equals("marie") && entry.to() == Status.PENDING);
  }

  @Test
  void leads_that_waited_for_a_page_are_reprocessed_despite_the_negative_cache() {
    List<LeadgenId> ours = unconfigured(3);
    pages.saveElsewhere(page, Pages.document(page));

    finishAfterASecondPass();

    assertThat(ours).allMatch(id -> leads.log(id).status() == Status.PROCESSED);
  }

  @Test
  void leads_of_a_disabled_page_are_reprocessed_when_it_is_enabled_and_others_are_not() {
    ObjectNode disabled = Pages.document(page).put("enabled", false);
    pages.saveElsewhere(page, disabled);
    LeadgenId waiting = leads.announced(page);
    leads.work();
    assertThat(leads.log(waiting).status()).isEqualTo(Status.DISABLED);
    LeadgenId failed = leads.announced(page, "no-answers", 0);
    pages.saveElsewhere(page, Pages.document(page));
    clock.move(Duration.ofMinutes(1));
    leads.work();
    assertThat(leads.log(failed).status()).isEqualTo(Status.ERROR);
    clock.move(Duration.ofSeconds(1));

    finishAfterASecondPass();

    assertThat(leads.log(waiting).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(failed).retry().attempts()).isEqualTo(1);
  }

  @Test
  void the_payloads_of_a_page_that_holds_its_leads_are_read_and_the_leads_keep_their_status() {
    PageId unknown = Pages.unknown();
    LeadgenId lead = leads.announced(unknown, "unknown-id", 99);
    leads.work();
    assertThat(leads.log(lead).leadPayload()).isNull();
    Meta.clearFault(lead);
    pages.saveElsewhere(unknown, Pages.document(unknown));
    clock.move(Duration.ofMinutes(5));

    finish(many.beginReading(unknown, "marie"));

    assertThat(leads.log(lead).leadPayload()).isNotNull();
    assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
  }

  @Test
  void a_job_continues_if_the_response_to_a_stored_slice_is_lost() {
    List<NewLead> all = failedBefore(120);
    Job job =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, "marie").job();
    Aws.drain("JobQueue");
    AtomicInteger written =
        Aws.dynamodb()
            .loseTheFirstAnswer(
                (operation, body) -> operation.equals("PutItem") && body.contains("job#"));

    jobs.run(new JobMessage(job.id()), clock.instant().plus(TIME_FOR_ONE_PART));

    Aws.dynamodb().chooseFaults((operation, body) -> null);
    assertThat(written).hasValue(2);
    assertThat(state(job)).isEqualTo(Job.State.RUNNING);
    assertThat(Aws.drain("JobQueue")).anyMatch(message -> message.body().contains(job.id()));
    runToItsEnd(job);
    assertThat(state(job)).isEqualTo(Job.State.DONE);
    assertThat(job(job).progress().matched()).isEqualTo(all.size());
  }

  @Test
  void a_job_whose_message_could_not_be_sent_has_failed() {
    String by = "marie of " + page;
    Aws.sqs().setFault(Fault.REFUSES);

    assertThatThrownBy(
            () -> many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, by))
        .isInstanceOf(SdkException.class);

    Aws.sqs().clearFault();
    assertThat(statesOfJobs(by)).containsExactly("Failed");
  }

  @Test
  void a_dry_run_counts_the_leads_and_changes_nothing() {
    List<LeadgenId> ours = unconfigured(3);
    leads.announced(page);

    MatchCount counted =
        many.count(
            ReprocessAction.PROCESS,
            new Selection.Filtered(of(page)),
            ReprocessOptions.toAll(false),
            TIME_LIMIT);

    assertThat(counted).isEqualTo(new MatchCount(4, 1, true));
    assertThat(ours).allMatch(id -> leads.log(id).status() == Status.UNCONFIGURED);
  }

  @Test
  void the_stored_payload_is_used_unless_a_new_read_is_requested() {
    List<LeadgenId> ours = unconfigured(1);
    assertThat(leads.log(ours.get(0)).leadPayload()).isNotNull();
    pages.configure(page);
    int before = Meta.reads(ours.get(0)).size();

    finish(begin(ours).job());

    assertThat(Meta.reads(ours.get(0))).hasSize(before);
    assertThat(leads.log(ours.get(0)).status()).isEqualTo(Status.PROCESSED);

    page = Pages.unknown();
    List<LeadgenId> others = unconfigured(1);
    pages.configure(page);
    finish(many.begin(ReprocessAction.PROCESS, new Selection.Ids(others), true, "marie").job());
    assertThat(Meta.reads(others.get(0))).hasSize(before + 1);
    assertThat(leads.log(others.get(0)).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(others.get(0)).processing().request().refetch()).isFalse();
  }

  @Test
  void a_lead_that_fails_again_is_not_reprocessed_by_the_same_job() {
    List<LeadgenId> ours = unconfigured(2);

    Job job =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, "marie").job();
    finish(job);

    assertThat(ours).allMatch(id -> leads.log(id).status() == Status.UNCONFIGURED);
    assertThat(ours).allMatch(id -> leads.log(id).retry().attempts() == 1);
    jobs.run(new JobMessage(job.id()), clock.instant().plus(TIME_LIMIT));
    assertThat(ours).allMatch(id -> leads.log(id).retry().attempts() == 1);
  }

  @Test
  void waiting_leads_are_due_now_and_others_are_unchanged() {
    pages.configure(page);
    LeadgenId waiting = leads.announced(page, "unavailable", 1);
    leads.process(waiting);
    assertThat(leads.log(waiting).retry().retryAt()).isAfter(clock.instant());
    LeadgenId processed = leads.announced(page);
    leads.process(processed);

    StartedJob begun =
        many.begin(
            ReprocessAction.RETRY, new Selection.Ids(List.of(waiting, processed)), false, "marie");

    assertThat(begun.accepted()).isEqualTo(1);
    assertThat(begun.refused().get(0).why()).contains("Processed");
    finish(begun.job());
    assertThat(leads.log(waiting).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_lead_with_a_lease_is_not_reprocessed() {
    pages.configure(page);
    LeadgenId lead = leads.announced(page);
    Leads.set(
        lead, "leasedUntil", AttributeValue.fromS(Times.text(clock.instant().plusSeconds(100))));

    StartedJob begun =
        many.begin(ReprocessAction.RETRY, new Selection.Ids(List.of(lead)), false, "marie");

    assertThat(begun.accepted()).isZero();
    assertThat(begun.refused().get(0).why()).contains("being processed");
  }

  @Test
  void two_jobs_over_the_same_leads_process_each_once() {
    List<LeadgenId> ours = unconfigured(30);
    pages.configure(page);

    Job first =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, "ann").job();
    Job second =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, "ben").job();
    finish(first);
    finish(second);

    assertThat(ours).allMatch(id -> leads.log(id).status() == Status.PROCESSED);
    assertThat(ours).allMatch(id -> leads.log(id).retry().attempts() == 1);
    assertThat(job(first).progress().enqueued() + job(second).progress().enqueued()).isEqualTo(30);
  }

  @Test
  void each_of_many_leads_is_reprocessed_once_despite_crashes() {
    List<NewLead> all = failedBefore(MANY);
    jobs = someJobs.of(new BulkJobs().process(withSmallSlices()));

    Job job =
        many.begin(ReprocessAction.PROCESS, new Selection.Filtered(of(page)), false, "marie").job();
    run(job);
    assertThat(job(job).progress().matched()).as("one slice").isEqualTo(LEADS_A_SLICE);
    Aws.dynamodb().crashAfter(LEADS_A_SLICE / 2);
    assertThatThrownBy(() -> run(job)).isInstanceOf(SdkException.class);
    Aws.dynamodb().clearFault();
    assertThat(job(job).progress().matched())
        .as("crash in the second slice")
        .isEqualTo(LEADS_A_SLICE);
    Aws.sqs().crashAfter(1);
    assertThatThrownBy(() -> run(job)).isInstanceOf(SdkException.class);
    Aws.sqs().clearFault();
    assertThat(job(job).progress().matched())
        .as("crash before the next message was sent")
        .isEqualTo(2 * LEADS_A_SLICE);
    runToItsEnd(job);

    Job ended = job(job);
    assertThat(ended.state()).isEqualTo(Job.State.DONE);
    assertThat(ended.progress().enqueued()).isEqualTo(MANY);
    assertThat(ended.progress().refused()).isZero();
    for (NewLead lead : all) {
      LeadLog log = leads.log(lead.leadgenId());
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.processing().request().job()).isEqualTo(job.id());
      assertThat(log.history()).hasSize(2);
    }
  }

  private BulkSlice withSmallSlices() {
    return new BulkSlice(
        slices.of(LEADS_A_BATCH, LEADS_A_SLICE), manualChanges, refusals, queues, sweep, clock);
  }

  private static List<String> statesOfJobs(String by) {
    return Aws.direct()
        .scanPaginator(
            r ->
                r.tableName("Bookkeeping")
                    .filterExpression("#by = :by")
                    .expressionAttributeNames(Map.of("#by", "by"))
                    .expressionAttributeValues(Map.of(":by", AttributeValue.fromS(by))))
        .items()
        .stream()
        .map(item -> item.get("state").s())
        .toList();
  }

  /** Writes many logs fast, which ended as Unconfigured without a processing attempt. */
  private List<NewLead> failedBefore(int count) {
    Instant received = clock.instant().minusSeconds(3600);
    List<NewLead> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          NewLead.of(
                  new LeadIds(new LeadgenId(Aws.newId()), page, new FormId(Meta.FORM), null),
                  received.plusMillis(i),
                  Source.WEBHOOK)
              .created(received)
              .announcedBy("{}")
              .malformed(Reason.PAGE_NOT_CONFIGURED, null));
    }
    BoundedExecutor writers = new BoundedExecutor("test", 8);
    List<List<NewLead>> calls = new ArrayList<>();
    for (int from = 0; from < count; from += LeadInsert.AT_ONCE) {
      calls.add(all.subList(from, Math.min(from + LeadInsert.AT_ONCE, count)));
    }
    writers.each(calls, 8, bulk::insert);
    return all;
  }

  /**
   * Processes only the messages of the job; the messages of its leads stay on the backlog queue.
   */
  private void runToItsEnd(Job job) {
    for (int i = 0; i < 200 && state(job) == Job.State.RUNNING; i++) {
      run(job);
    }
  }

  private void run(Job job) {
    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
  }

  private StartedJob begin(List<LeadgenId> ids) {
    return many.begin(ReprocessAction.PROCESS, new Selection.Ids(ids), false, "marie");
  }

  /** A job of a saved page runs a second time after a minute. */
  private void finishAfterASecondPass() {
    Job job =
        many.begin(
                ReprocessAction.PROCESS,
                new Selection.WaitingForConfiguration(of(page)),
                false,
                "marie")
            .job();
    while (leads.workBacklog()) {
      // Continue until no message is left.
    }
    assertThat(state(job)).isEqualTo(Job.State.RUNNING);
    clock.move(BulkSlice.BEFORE_SECOND_PASS);
    run(job);
    finish(job);
  }

  /** Processes the backlog queue until it is empty. */
  private void finish(Job job) {
    while (leads.workBacklog()) {
      // Continue until no message is left.
    }
    assertThat(state(job)).isEqualTo(Job.State.DONE);
  }

  private Job.State state(Job job) {
    return job(job).state();
  }

  private Job job(Job job) {
    return jobs.find(job.id()).orElseThrow();
  }

  /** Leads of a page that is not configured yet. */
  private List<LeadgenId> unconfigured(int count) {
    List<LeadgenId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(leads.announced(page));
    }
    leads.work();
    assertThat(ids).allMatch(id -> leads.log(id).status() == Status.UNCONFIGURED);
    clock.move(Duration.ofSeconds(1));
    return ids;
  }

  private LeadLogFilter of(PageId which) {
    return LeadLogFilter.read(
        StrictReader.ofQuery(Map.of("pageId", which.text())), clock.instant());
  }
}
