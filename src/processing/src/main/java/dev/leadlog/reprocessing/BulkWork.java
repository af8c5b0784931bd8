package dev.leadlog.reprocessing;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** One part of a bulk job: puts leads where they were asked to be, and onto the backlog queue. */
@Singleton
class BulkWork {

  static final String UNKNOWN = "it is not in the log";

  private static final Logger LOG = Logger.getLogger(BulkWork.class);

  private static final int LEADS_A_SLICE = 500;
  private static final int AT_ONCE = 8;

  private record Result(LeadgenId id, Reprocessed what) {}

  private final ProcessingAgain again;
  private final Selected selected;
  private final LeadQueue queue;
  private final Clock clock;
  private final BoundedExecutor executor;

  BulkWork(
      ProcessingAgain again,
      Selected selected,
      LeadQueue queue,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.again = again;
    this.selected = selected;
    this.queue = queue;
    this.clock = clock;
  }

  JobWork.Slice run(Kind kind, Job job, Instant until) {
    boolean refetch = job.request().path("refetch").asBoolean();
    Asked asked = new Asked(kind, job.by(), refetch, job.id(), job.startedAt());
    String cursor = job.cursor();
    int matched = 0;
    int enqueued = 0;
    List<Refusal> refused = new ArrayList<>();
    do {
      Selected.Some some = selected.some(job.request(), cursor);
      List<Result> results =
          executor.each(some.ids(), AT_ONCE, id -> new Result(id, again.take(id, asked)));
      List<LeadgenId> taken = taken(results);
      send(taken);
      matched += results.size();
      enqueued += taken.size();
      refused.addAll(refused(results));
      cursor = some.next();
    } while (cursor != null && matched < LEADS_A_SLICE && clock.instant().isBefore(until));
    return new JobWork.Slice(matched, enqueued, refused, cursor, Duration.ZERO);
  }

  private static List<LeadgenId> taken(List<Result> results) {
    return results.stream()
        .filter(result -> result.what() instanceof Reprocessed.Accepted)
        .map(Result::id)
        .toList();
  }

  private static List<Refusal> refused(List<Result> results) {
    List<Refusal> refused = new ArrayList<>();
    for (Result result : results) {
      if (result.what() instanceof Reprocessed.Refused why) {
        refused.add(new Refusal(result.id().text(), why.why()));
      } else if (result.what() instanceof Reprocessed.Unknown) {
        refused.add(new Refusal(result.id().text(), UNKNOWN));
      }
    }
    return refused;
  }

  /** Without their messages the sweep finds the logs, a little later. */
  private void send(List<LeadgenId> taken) {
    try {
      LeadQueue.calls(taken.stream().map(LeadMessage::of).toList()).forEach(queue::sendToBacklog);
    } catch (SdkException e) {
      LOG.infof(
          "the sweep will remind of %d leads: %s", taken.size(), e.getClass().getSimpleName());
    }
  }
}
