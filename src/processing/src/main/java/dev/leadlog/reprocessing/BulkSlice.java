package dev.leadlog.reprocessing;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.queues.Queues;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.sweeping.Sweep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs one slice of a bulk job: makes leads Pending or due, and sends their messages to the backlog
 * queue.
 */
@Singleton
class BulkSlice {

  static final String UNKNOWN = "the lead is not in the log";

  private static final Logger LOG = Logger.getLogger(BulkSlice.class);

  private static final int LEADS_A_SLICE = 500;
  private static final int AT_ONCE = 8;

  /** A field in the request of a job that does not reprocess waiting leads. */
  static final String HELD = "held";

  /** A field in the request of a job: the names of the destinations to deliver to. */
  static final String DESTINATIONS = "destinations";

  /** The prefix of the cursor in the second pass. */
  private static final String SECOND_PASS = "again:";

  /**
   * After a page was saved, a second pass finds the leads that were being processed with the old
   * configuration at that moment.
   */
  static final Duration BEFORE_SECOND_PASS = Duration.ofMinutes(1);

  private record Result(LeadgenId id, ReprocessResult what) {}

  private final LeadReprocessor leadReprocessor;
  private final SelectedLeads selectedLeads;
  private final Queues queues;
  private final Sweep sweep;
  private final Clock clock;
  private final BoundedExecutor executor;

  BulkSlice(
      LeadReprocessor leadReprocessor,
      SelectedLeads selectedLeads,
      Queues queues,
      Sweep sweep,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.leadReprocessor = leadReprocessor;
    this.selectedLeads = selectedLeads;
    this.queues = queues;
    this.sweep = sweep;
    this.clock = clock;
  }

  JobHandler.Slice run(ReprocessAction kind, Job job, Instant until) {
    boolean refetch = job.request().path("refetch").asBoolean();
    Optional<PageId> saved = selectedLeads.savedPage(job.request());
    Instant since = saved.isPresent() ? null : job.startedAt();
    List<String> destinations = new ArrayList<>();
    job.request().path(DESTINATIONS).forEach(name -> destinations.add(name.asText()));
    ReprocessOptions how = new ReprocessOptions(refetch, destinations);
    ReprocessRequest reprocessRequest = new ReprocessRequest(kind, job.by(), how, job.id(), since);
    boolean again = job.cursor() != null && job.cursor().startsWith(SECOND_PASS);
    String cursor = again ? rest(job.cursor()) : job.cursor();
    int matched = 0;
    int enqueued = 0;
    List<Refusal> refused = new ArrayList<>();
    if (cursor == null) {
      saved.ifPresent(page -> sweep.enqueueUnreadOf(page, until));
    }
    if (job.request().path(HELD).asBoolean()) {
      return new JobHandler.Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    do {
      SelectedLeads.LeadBatch some = selectedLeads.some(job.request(), cursor);
      List<Result> results =
          executor.each(
              some.ids(),
              AT_ONCE,
              id -> new Result(id, leadReprocessor.take(id, reprocessRequest)));
      List<LeadgenId> taken = taken(results);
      send(taken);
      matched += results.size();
      enqueued += taken.size();
      refused.addAll(refused(results));
      cursor = some.next();
    } while (cursor != null && matched < LEADS_A_SLICE && clock.instant().isBefore(until));
    if (cursor == null && saved.isPresent() && !again) {
      return new JobHandler.Slice(matched, enqueued, refused, SECOND_PASS, BEFORE_SECOND_PASS)
          .waitingFor(
              "It looks once more for leads that were processed with the previous configuration"
                  + " meanwhile.");
    }
    String next = cursor == null || !again ? cursor : SECOND_PASS + cursor;
    return new JobHandler.Slice(matched, enqueued, refused, next, Duration.ZERO);
  }

  private static String rest(String cursor) {
    return cursor.equals(SECOND_PASS) ? null : cursor.substring(SECOND_PASS.length());
  }

  private static List<LeadgenId> taken(List<Result> results) {
    return results.stream()
        .filter(result -> result.what() instanceof ReprocessResult.Accepted)
        .map(Result::id)
        .toList();
  }

  private static List<Refusal> refused(List<Result> results) {
    List<Refusal> refused = new ArrayList<>();
    for (Result result : results) {
      if (result.what() instanceof ReprocessResult.Refused why) {
        refused.add(new Refusal(result.id().text(), why.why()));
      } else if (result.what() instanceof ReprocessResult.Unknown) {
        refused.add(new Refusal(result.id().text(), UNKNOWN));
      }
    }
    return refused;
  }

  /** If the messages cannot be sent, the sweep enqueues the logs a little later. */
  private void send(List<LeadgenId> taken) {
    try {
      LeadQueue.calls(taken.stream().map(LeadMessage::of).toList()).forEach(queues::sendToBacklog);
    } catch (SdkException e) {
      LOG.infof("the sweep will enqueue %d leads: %s", taken.size(), e.getClass().getSimpleName());
    }
  }
}
