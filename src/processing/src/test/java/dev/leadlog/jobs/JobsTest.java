package dev.leadlog.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.intake.JobMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A job that a store refuses. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class JobsTest {

  @Inject JobStore store;
  @Inject LeadQueue queue;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private S3Exception failure;
  private Jobs jobs;
  private Job job;

  @BeforeEach
  void begin() {
    leads.startAfresh();
    jobs = new Jobs(store, queue, clock, List.of(new Failing()));
    job = jobs.begin(Failing.KIND, Json.object(), "marie");
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "503, ServiceUnavailable", "400, ThrottlingException"})
  void comes_again_at_first_whatever_is_the_matter(int status, String code) {
    failWith(status, code);

    assertThatThrownBy(this::run).isSameAs(failure);

    assertThat(state()).isEqualTo(Job.State.RUNNING);
  }

  @Test
  void has_failed_and_says_how_when_it_is_refused_for_three_days() {
    failWith(403, "AccessDenied");
    clock.move(Duration.ofDays(3).plusMinutes(1));

    run();

    assertThat(state()).isEqualTo(Job.State.FAILED);
    assertThat(jobs.find(job.id()).orElseThrow().failure()).isEqualTo("S3Exception");
  }

  @ParameterizedTest
  @CsvSource({"503, ServiceUnavailable", "400, ThrottlingException"})
  void outlives_a_store_that_is_away_for_days(int status, String code) {
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

  private Job.State state() {
    return jobs.find(job.id()).orElseThrow().state();
  }

  /** What always fails in the same way. */
  private final class Failing implements JobWork {

    private static final String KIND = "failing";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Slice run(Job job, Instant until) {
      throw failure;
    }
  }
}
