package dev.leadlog.reprocessing;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler.Slice;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.lifecycle.ManualChanges.Reprocessing;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.queues.Queues;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.selection.LeadSlices;
import dev.leadlog.selection.LeadStep;
import dev.leadlog.selection.Selection;
import dev.leadlog.sweeping.Sweep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private static final Logger LOG = Logger.getLogger(BulkSlice.class);

  /** A field in the request of a job that does not reprocess waiting leads. */
  static final String HELD = "held";

  /** The prefix of the cursor in the second pass. */
  private static final String SECOND_PASS = "again:";

  /**
   * After a page was saved, a second pass finds the leads that were being processed with the old
   * configuration at that moment.
   */
  static final Duration BEFORE_SECOND_PASS = Duration.ofMinutes(1);

  private final LeadSlices slices;
  private final ManualChanges manualChanges;
  private final Refusals refusals;
  private final Queues queues;
  private final Sweep sweep;
  private final Clock clock;

  BulkSlice(
      LeadSlices slices,
      ManualChanges manualChanges,
      Refusals refusals,
      Queues queues,
      Sweep sweep,
      Clock clock) {
    this.slices = slices;
    this.manualChanges = manualChanges;
    this.refusals = refusals;
    this.queues = queues;
    this.sweep = sweep;
    this.clock = clock;
  }

  Slice run(ReprocessAction kind, Job job, Instant until) {
    Optional<PageId> saved = Selection.savedPage(job.request());
    boolean again = job.cursor() != null && job.cursor().startsWith(SECOND_PASS);
    String cursor = again ? rest(job.cursor()) : job.cursor();
    if (cursor == null) {
      saved.ifPresent(page -> sweep.enqueueUnreadOf(page, until));
    }
    if (job.request().path(HELD).asBoolean()) {
      return new Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    Slice slice = slices.run(job, cursor, until, new ReprocessStep(kind, job));
    if (slice.next() == null && saved.isPresent() && !again) {
      return slice
          .continuedAt(SECOND_PASS, BEFORE_SECOND_PASS)
          .waitingFor(
              "It looks once more for leads that were processed with the previous configuration"
                  + " meanwhile.");
    }
    return slice.next() == null || !again
        ? slice
        : slice.continuedAt(SECOND_PASS + slice.next(), Duration.ZERO);
  }

  private static String rest(String cursor) {
    return cursor.equals(SECOND_PASS) ? null : cursor.substring(SECOND_PASS.length());
  }

  private final class ReprocessStep implements LeadStep {

    private final ReprocessAction kind;
    private final ReprocessOptions how;

    ReprocessStep(ReprocessAction kind, Job job) {
      this.kind = kind;
      this.how = ReprocessOptions.read(job.request());
    }

    @Override
    public Optional<String> refusal(LeadLog log) {
      return refusals.refusal(log, kind, how, clock.instant());
    }

    @Override
    public boolean change(LeadLog log, Job job) {
      return kind == ReprocessAction.RETRY
          ? manualChanges.retry(log, clock.instant(), job.id())
          : manualChanges.reprocess(
              log,
              job.by(),
              clock.instant(),
              new Reprocessing(how.refetch(), how.destinations(), job.id()));
    }

    /** If the messages cannot be sent, the sweep enqueues the logs a little later. */
    @Override
    public void changed(List<LeadgenId> leads) {
      try {
        LeadQueue.calls(leads.stream().map(LeadMessage::of).toList())
            .forEach(queues::sendToBacklog);
      } catch (SdkException e) {
        LOG.infof(
            "the sweep will enqueue %d leads: %s", leads.size(), e.getClass().getSimpleName());
      }
    }
  }
}
