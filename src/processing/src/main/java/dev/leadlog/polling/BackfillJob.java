package dev.leadlog.polling;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.log.PageId;
import dev.leadlog.polling.PollResult.End;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs the backfill of a page as a job with the request {@code {"pageId","since"}}. The job's
 * {@code matched} counts the new leads and the logs that got missing answers, {@code enqueued} only
 * the new leads.
 */
@Singleton
class BackfillJob implements JobHandler {

  static final String KIND = "poll";

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * {@link LeadPoller} begins no call with less time left than this, so it is added to the job's
   * own limit.
   */
  private static final Duration OF_POLLING = Duration.ofSeconds(30);

  /** How long Meta may refuse one form before the job fails; throttling never fails it. */
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private final LeadPoller leadPoller;
  private final Clock clock;

  BackfillJob(LeadPoller leadPoller, Clock clock) {
    this.leadPoller = leadPoller;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * @throws IllegalStateException if Meta refuses the page until a person fixes the cause, or one
   *     of its forms for three days; the job then fails with this message
   */
  @Override
  public Slice run(Job job, Instant until) {
    PageId page = new PageId(job.request().path("pageId").asText());
    Instant since = Instant.parse(job.request().path("since").asText());
    PollResult result = leadPoller.run(page, job.id(), since, until.plus(OF_POLLING));
    GraphFailure graphFailure = result.graphFailures().get(page);
    if (graphFailure != null
        && (result.end() == End.NEEDS_A_PERSON || isPersistent(graphFailure, job))) {
      throw new IllegalStateException(
          graphFailure.reason() + ": " + graphFailure.messageAndRemedy());
    }
    return new Slice(
            result.found() + result.payloads(),
            result.found(),
            List.of(),
            result.finished() ? null : "since " + since,
            result.end() == End.OUT_OF_TIME ? SOON : pause(graphFailure))
        .waitingFor(result.finished() ? null : message(result, graphFailure));
  }

  /**
   * A throttled page is called again when its throttle ends; the delay of a message is at most 15
   * minutes.
   */
  private Duration pause(GraphFailure graphFailure) {
    Duration told =
        graphFailure != null && graphFailure.retry() instanceof Retry.At at
            ? Duration.between(clock.instant(), at.time())
            : LATER;
    return told.compareTo(LONGEST) < 0 ? told.compareTo(SOON) < 0 ? SOON : told : LONGEST;
  }

  private static String message(PollResult result, GraphFailure graphFailure) {
    if (graphFailure != null) {
      return graphFailure.reason() + ": " + graphFailure.messageAndRemedy();
    }
    return result.end() == End.LIMITED
        ? "polling has used its share of Meta's limits for now"
        : null;
  }

  private boolean isPersistent(GraphFailure graphFailure, Job job) {
    return PagePoll.OF_ONE_FORM.contains(graphFailure.reason())
        && clock.instant().isAfter(job.startedAt().plus(GIVE_UP_AFTER));
  }
}
