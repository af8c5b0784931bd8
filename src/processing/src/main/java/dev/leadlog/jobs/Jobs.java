package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.intake.JobMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.jobs.JobWork.Slice;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Begins jobs and does them, one part a message. A part is written down before the message of the
 * next is sent, and a message is done only after that: whatever dies in between, the message that
 * comes again goes on.
 */
@Singleton
public class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  /** With more time than this left, other leads of the batch would wait for the job. */
  private static final Duration LONGEST_SLICE = Duration.ofSeconds(60);

  /** To write down what was done, and send the next message. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(15);

  private static final int SAMPLE = 20;

  private static final Duration PATIENCE = Duration.ofDays(3);

  private static final Slice NOTHING = new Slice(0, 0, List.of(), null, Duration.ZERO);

  private final JobStore store;
  private final LeadQueue queue;
  private final Clock clock;
  private final Map<String, JobWork> works;

  Jobs(JobStore store, LeadQueue queue, Clock clock, @All List<JobWork> works) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
    this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
  }

  /**
   * Begins a job.
   *
   * @param kind of a {@link JobWork}
   * @param by who asks
   * @throws SdkException when a store did not answer: then there is no job, or one that has failed
   */
  public Job begin(String kind, ObjectNode request, String by) {
    Job job =
        new Job(
            UUID.randomUUID().toString(),
            kind,
            Job.State.RUNNING,
            request,
            by,
            clock.instant(),
            0,
            null,
            null,
            0,
            0,
            0,
            List.of());
    store.create(job);
    try {
      queue.sendToBacklog(new JobMessage(job.id()), Duration.ZERO);
    } catch (SdkException e) {
      giveUp(job);
      throw e;
    }
    return job;
  }

  /** Nobody does it, and nothing must wait for it. */
  private void giveUp(Job job) {
    try {
      store.advance(next(job, Job.State.FAILED, null, "its message could not be sent", NOTHING));
    } catch (SdkException e) {
      LOG.warnf("job %s has no message: %s", job.id(), e.getClass().getSimpleName());
    }
  }

  public Optional<Job> find(String id) {
    return JobMessage.isId(id) ? store.find(id) : Optional.empty();
  }

  /**
   * Does the next part of a job.
   *
   * @param deadline when the function is stopped
   */
  public void run(JobMessage message, Instant deadline) {
    store
        .find(message.job())
        .filter(job -> job.state() == Job.State.RUNNING)
        .ifPresentOrElse(
            job -> run(job, deadline), () -> LOG.infof("job %s has ended", message.job()));
  }

  private void run(Job job, Instant deadline) {
    Instant longest = clock.instant().plus(LONGEST_SLICE);
    Instant end = deadline.minus(TIME_TO_END);
    Slice done = NOTHING;
    Job after;
    try {
      done = works.get(job.kind()).run(job, end.isBefore(longest) ? end : longest);
      after = after(job, done);
    } catch (SdkException e) {
      if (!isRefusedForGood(e, job)) {
        // the message comes again
        throw e;
      }
      LOG.errorf(e, "job %s is refused for good", job.id());
      after = next(job, Job.State.FAILED, job.cursor(), why(e), NOTHING);
    } catch (RuntimeException e) {
      LOG.errorf(e, "job %s cannot be done", job.id());
      after = next(job, Job.State.FAILED, job.cursor(), why(e), NOTHING);
    }
    if (store.advance(after) && after.state() == Job.State.RUNNING) {
      queue.sendToBacklog(new JobMessage(job.id()), done.pause());
    }
  }

  /** Forbidden, gone, or never right: a store that is down says no such thing, nor for days. */
  private boolean isRefusedForGood(SdkException e, Job job) {
    return e instanceof AwsServiceException answer
        && answer.statusCode() / 100 == 4
        && !answer.isThrottlingException()
        && clock.instant().isAfter(job.createdTime().plus(PATIENCE));
  }

  /** What a work says itself can be shown; the words of any other failure might hold anything. */
  private static String why(RuntimeException e) {
    return e instanceof IllegalStateException ? e.getMessage() : e.getClass().getSimpleName();
  }

  private static Job after(Job job, Slice done) {
    Job.State state = done.next() == null ? Job.State.DONE : Job.State.RUNNING;
    return next(job, state, done.next(), null, done);
  }

  private static Job next(Job job, Job.State state, String cursor, String failure, Slice done) {
    return new Job(
        job.id(),
        job.kind(),
        state,
        job.request(),
        job.by(),
        job.createdTime(),
        job.slice() + 1,
        cursor,
        failure,
        job.matched() + done.matched(),
        job.enqueued() + done.enqueued(),
        job.refused() + done.refused().size(),
        Stream.concat(job.refusedSample().stream(), done.refused().stream())
            .limit(SAMPLE)
            .toList());
  }
}
