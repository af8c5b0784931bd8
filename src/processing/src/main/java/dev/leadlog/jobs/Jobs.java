package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.jobs.Job.Progress;
import dev.leadlog.jobs.Job.State;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.SdkFailures;
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
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Starts and runs jobs, one slice per message. The result of a slice is stored before the message
 * of the next one is sent, and the current message is deleted only after that. After a crash at any
 * point the message is delivered again and the job continues.
 */
@Singleton
public class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  private static final Duration LONGEST_SLICE = Duration.ofSeconds(60);

  /** Time to store the result and send the next message. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(15);

  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private final JobStore store;
  private final Queues queues;
  private final Clock clock;
  private final Map<String, JobHandler> handlers;

  Jobs(JobStore store, Queues queues, Clock clock, @All List<JobHandler> handlers) {
    this.store = store;
    this.queues = queues;
    this.clock = clock;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
  }

  /**
   * Starts a job.
   *
   * @param kind the kind of a {@link JobHandler}
   * @param by who starts it
   * @throws SdkException if a store did not answer; there is no job then, or a failed one
   */
  public Job begin(String kind, ObjectNode request, String by) {
    Job job = store.create(running(UUID.randomUUID().toString(), kind, request, by));
    try {
      queues.sendToJobs(new JobMessage(job.id()), Duration.ZERO);
    } catch (SdkException e) {
      giveUp(job);
      throw e;
    }
    return job;
  }

  /**
   * Starts a job for an event that may be delivered more than once.
   *
   * @param id the same for each delivery of the event
   * @return the job that the first delivery started
   * @throws SdkException if a store did not answer; the event must be delivered again
   */
  public Job beginIfAbsent(String id, String kind, ObjectNode request, String by) {
    Job job = store.create(running(id, kind, request, by));
    if (job.state() == State.RUNNING && job.progress().slices() == 0) {
      queues.sendToJobs(new JobMessage(id), Duration.ZERO);
    }
    return job;
  }

  private Job running(String id, String kind, ObjectNode request, String by) {
    return new Job(id, kind, State.RUNNING, request, by, clock.instant(), Progress.NONE, null);
  }

  /** A job without a message would never run, so it is marked as failed. */
  private void giveUp(Job job) {
    try {
      store.advance(job.failed("the job's message could not be sent"));
    } catch (SdkException e) {
      LOG.warnf("job %s has no message: %s", job.id(), e.getClass().getSimpleName());
    }
  }

  public Optional<Job> find(String id) {
    return JobMessage.isId(id) ? store.find(id) : Optional.empty();
  }

  /**
   * Lists jobs, newest first.
   *
   * @param cursor the {@code next} of an earlier page; null for the first
   */
  public JobPage list(int limit, String cursor) {
    return store.list(limit, cursor);
  }

  /** Returns whether a text can be the cursor of a list. */
  public static boolean isCursor(String text) {
    return JobStore.isCursor(text);
  }

  /**
   * Cancels a job. Its results stay; a running slice ends, and no other follows.
   *
   * @return empty if there is no such job
   */
  public Optional<CancelResult> cancel(String id) {
    return JobMessage.isId(id) ? store.cancel(id) : Optional.empty();
  }

  /**
   * Runs the next slice of a job.
   *
   * @param deadline the end of the invocation
   */
  public void run(JobMessage message, Instant deadline) {
    store
        .find(message.job())
        .filter(job -> job.state() == State.RUNNING)
        .ifPresentOrElse(
            job -> run(job, deadline), () -> LOG.infof("job %s has ended", message.job()));
  }

  private void run(Job job, Instant deadline) {
    Duration pause = Duration.ZERO;
    Job after;
    try {
      JobHandler.Slice done = handlers.get(job.kind()).run(job, until(deadline));
      pause = done.pause();
      after = job.after(done, clock.instant());
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException store && !isRefusedPermanently(store, job)) {
        // the message is delivered again
        throw store;
      }
      LOG.errorf(e, "job %s failed", job.id());
      after = job.failed(why(e));
    }
    if (store.advance(after) && after.state() == State.RUNNING) {
      queues.sendToJobs(new JobMessage(job.id()), pause);
    }
  }

  private Instant until(Instant deadline) {
    Instant longest = clock.instant().plus(LONGEST_SLICE);
    Instant end = deadline.minus(TIME_TO_END);
    return end.isBefore(longest) ? end : longest;
  }

  /** An outage of a store does not return 403 or 404, and does not last for days. */
  private boolean isRefusedPermanently(SdkException e, Job job) {
    return e instanceof AwsServiceException answer
        && answer.statusCode() / 100 == 4
        && !answer.isThrottlingException()
        && clock.instant().isAfter(job.startedAt().plus(GIVE_UP_AFTER));
  }

  /**
   * The message of an IllegalStateException is written for users; other exceptions may contain
   * personal data.
   */
  private static String why(RuntimeException e) {
    return e instanceof IllegalStateException ? e.getMessage() : e.getClass().getSimpleName();
  }
}
