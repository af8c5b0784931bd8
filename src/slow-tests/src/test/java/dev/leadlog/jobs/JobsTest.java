package dev.leadlog.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.queues.JobMessage;
import dev.leadlog.queues.Queues;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Exception;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class JobsTest {

  @Inject JobStore store;
  @Inject Queues queues;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final List<String> done = new ArrayList<>();
  private Runnable beforeTheEndOfASlice;
  private RuntimeException failure;
  private Jobs jobs;
  private Job job;

  @BeforeEach
  void begin() {
    leads.reset();
    beforeTheEndOfASlice = () -> {};
    jobs = new Jobs(store, queues, clock, List.of(new ThreeSlices()));
    job = jobs.begin(ThreeSlices.KIND, Json.object(), "marie");
  }

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @Test
  void a_job_runs_its_slices_one_by_one_and_ends_as_done() {
    assertThat(messages()).isEqualTo(1);

    run();
    assertThat(state()).isEqualTo(Job.State.RUNNING);
    assertThat(messages()).isEqualTo(1);
    run();
    run();

    assertThat(state()).isEqualTo(Job.State.DONE);
    assertThat(messages()).isEqualTo(1);
    assertThat(done).containsExactly("first", "2", "3");
    assertThat(find().json())
        .isEqualTo(
            Json.stored(
                """
                {"job":"%s","kind":"three","state":"Done","matched":6,"enqueued":3,"refused":3,
                 "refusedSample":[{"leadgenId":"1","why":"no"},{"leadgenId":"1","why":"no"},
                  {"leadgenId":"1","why":"no"}],"by":"marie","startedAt":"%s"}"""
                    .formatted(job.id(), Times.text(job.startedAt()))));
  }

  @Test
  void a_duplicate_message_during_its_slice_counts_the_slice_once() {
    Jobs other = new Jobs(store, queues, clock, List.of(new ThreeSlices()));
    beforeTheEndOfASlice =
        () -> {
          beforeTheEndOfASlice = () -> {};
          other.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
        };
    messages();

    run();

    assertThat(done).containsExactly("first", "first");
    assertThat(find().progress().matched()).isEqualTo(2);
    assertThat(messages()).as("only one of the two sends the next message").isEqualTo(1);
  }

  @Test
  void a_job_that_crashes_between_any_two_calls_continues_and_counts_each_slice_once() {
    boolean died = true;
    for (int calls = 0; died; calls++) {
      leads.reset();
      Aws.dynamodb().crashAfter(calls);
      died = dies(() -> job = jobs.begin(ThreeSlices.KIND, Json.object(), "marie"));
      Aws.dynamodb().clearFault();
    }
    died = true;
    for (int calls = 0; died; calls++) {
      job = jobs.begin(ThreeSlices.KIND, Json.object(), "marie");
      Aws.dynamodb().crashAfter(calls);
      died = dies(this::runToItsEnd);
      Aws.dynamodb().clearFault();
      runToItsEnd();

      assertThat(state()).isEqualTo(Job.State.DONE);
      assertThat(find().progress().matched()).isEqualTo(6);
    }
    died = true;
    for (int calls = 0; died; calls++) {
      job = jobs.begin(ThreeSlices.KIND, Json.object(), "marie");
      Aws.sqs().crashAfter(calls);
      died = dies(this::runToItsEnd);
      Aws.sqs().clearFault();
      runToItsEnd();

      assertThat(find().progress().matched()).isEqualTo(6);
    }
  }

  @Test
  void the_list_shows_the_newest_first_page_by_page() {
    List<String> begun = new ArrayList<>(List.of(job.id()));
    for (int i = 0; i < 4; i++) {
      clock.move(Duration.ofMillis(5));
      begun.add(0, jobs.begin(ThreeSlices.KIND, Json.object(), "marie").id());
    }

    JobPage first = jobs.list(2, null);
    JobPage second = jobs.list(2, first.next());

    assertThat(first.items()).extracting(Job::id).containsExactlyElementsOf(begun.subList(0, 2));
    assertThat(second.items()).extracting(Job::id).containsExactlyElementsOf(begun.subList(2, 4));
    assertThat(second.items().get(0).state()).isEqualTo(Job.State.RUNNING);
    assertThat(jobs.list(500, null).items()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(Jobs.isCursor(first.next())).isTrue();
    assertThat(Jobs.isCursor("x")).isFalse();
    assertThat(Aws.dynamodb().operations()).doesNotContain("Scan");
  }

  @Test
  void the_list_skips_a_job_whose_record_has_expired() {
    Aws.direct()
        .deleteItem(
            r ->
                r.tableName("Bookkeeping")
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + job.id()),
                            "sk", AttributeValue.fromS("job"))));

    assertThat(jobs.list(500, null).items()).extracting(Job::id).doesNotContain(job.id());
  }

  @Test
  void a_cancelled_job_runs_no_further_slice() {
    run();

    assertThat(jobs.cancel(job.id()).orElseThrow().done()).isTrue();
    messages();
    run();

    assertThat(state()).isEqualTo(Job.State.CANCELLED);
    assertThat(done).containsExactly("first");
    assertThat(messages()).isZero();
  }

  @Test
  void a_slice_that_ends_after_the_cancel_changes_nothing_and_sends_no_message() {
    messages();
    beforeTheEndOfASlice = () -> jobs.cancel(job.id());

    run();

    assertThat(state()).isEqualTo(Job.State.CANCELLED);
    assertThat(find().progress().matched()).isZero();
    assertThat(messages()).isZero();
  }

  @Test
  void only_a_running_job_can_be_cancelled_even_if_a_response_is_lost() {
    AtomicInteger asked =
        Aws.dynamodb().loseTheFirstAnswer((operation, body) -> operation.equals("UpdateItem"));
    assertThat(jobs.cancel(job.id()).orElseThrow().done()).isTrue();
    Aws.dynamodb().chooseFaults((operation, body) -> null);
    assertThat(asked).hasValue(2);

    CancelResult again = jobs.cancel(job.id()).orElseThrow();
    assertThat(again.done()).isFalse();
    assertThat(again.job().state()).isEqualTo(Job.State.CANCELLED);
    assertThat(jobs.cancel("unknown")).isEmpty();
    assertThat(jobs.cancel("no id!")).isEmpty();
  }

  @Test
  void a_job_that_is_requested_twice_begins_once() {
    String id = "import-" + Aws.newId();
    Job first = jobs.beginIfAbsent(id, ThreeSlices.KIND, Json.object(), "marie");
    clock.move(Duration.ofMinutes(1));

    Job second = jobs.beginIfAbsent(id, ThreeSlices.KIND, Json.object().put("a", 1), "ben");

    assertThat(second.by()).isEqualTo("marie");
    assertThat(Times.text(second.startedAt())).isEqualTo(Times.text(first.startedAt()));
    assertThat(jobs.list(500, null).items()).extracting(Job::id).containsOnlyOnce(id);
    job = first;
    runToItsEnd();
    messages();
    jobs.beginIfAbsent(id, ThreeSlices.KIND, Json.object(), "marie");
    assertThat(messages()).isZero();
    assertThat(find().progress().matched()).isEqualTo(6);
  }

  @Test
  void a_requested_job_without_a_message_runs_after_the_next_request() {
    String id = "import-" + Aws.newId();
    Aws.sqs().setFault(Fault.REFUSES);
    assertThatThrownBy(() -> jobs.beginIfAbsent(id, ThreeSlices.KIND, Json.object(), "marie"))
        .isInstanceOf(SdkException.class);
    Aws.sqs().clearFault();
    messages();

    job = jobs.beginIfAbsent(id, ThreeSlices.KIND, Json.object(), "marie");

    assertThat(messages()).isEqualTo(1);
    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "503, ServiceUnavailable", "400, ThrottlingException"})
  void a_failure_of_any_cause_is_retried_first(int status, String code) {
    failWith(status, code);

    assertThatThrownBy(this::run).isSameAs(failure);

    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  @Test
  void a_job_that_is_refused_for_three_days_fails_with_the_cause() {
    failWith(403, "AccessDenied");
    clock.move(Duration.ofDays(3).plusMinutes(1));

    run();

    assertThat(state()).isEqualTo(Job.State.FAILED);
    assertThat(find().failure()).isEqualTo("S3Exception");
  }

  @ParameterizedTest
  @CsvSource({"503, ServiceUnavailable", "400, ThrottlingException"})
  void a_job_does_not_fail_while_a_store_is_unavailable_for_days(int status, String code) {
    failWith(status, code);
    clock.move(Duration.ofDays(4));

    assertThatThrownBy(this::run).isSameAs(failure);

    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  private void failWith(int status, String code) {
    failure =
        (S3Exception)
            S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
  }

  private void run() {
    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
  }

  private void runToItsEnd() {
    while (state() == Job.State.RUNNING) {
      run();
    }
  }

  private static boolean dies(Runnable work) {
    try {
      work.run();
      return false;
    } catch (SdkException dead) {
      return true;
    }
  }

  private Job find() {
    return jobs.find(job.id()).orElseThrow();
  }

  private Job.State state() {
    return find().state();
  }

  /** The number of messages of the job since the last call. */
  private long messages() {
    return Aws.drain("JobQueue").stream().filter(m -> m.body().contains(job.id())).count();
  }

  /** Matches two leads in each slice, enqueues one and refuses the other. */
  private final class ThreeSlices implements JobHandler {

    private static final String KIND = "three";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Slice run(Job running, Instant until) {
      if (failure != null) {
        throw failure;
      }
      String at = running.cursor() == null ? "first" : running.cursor();
      done.add(at);
      beforeTheEndOfASlice.run();
      String next = at.equals("first") ? "2" : at.equals("2") ? "3" : null;
      return new Slice(2, 1, List.of(new Refusal("1", "no")), next, Duration.ZERO);
    }
  }
}
