package dev.leadlog.reprocessing;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.lifecycle.ManualChanges.Reprocessing;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.reprocessing.ReprocessResult.Accepted;
import dev.leadlog.reprocessing.ReprocessResult.Refused;
import dev.leadlog.reprocessing.ReprocessResult.Unknown;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs <i>Process Lead Again</i> and <i>Retry</i> for one lead. */
@Singleton
public class LeadReprocessor {

  private static final Logger LOG = Logger.getLogger(LeadReprocessor.class);

  private final LeadLogs logs;
  private final ManualChanges manualChanges;
  private final LeadQueue queue;
  private final Refusals refusals;
  private final Clock clock;

  LeadReprocessor(
      LeadLogs logs, ManualChanges manualChanges, LeadQueue queue, Refusals refusals, Clock clock) {
    this.refusals = refusals;
    this.logs = logs;
    this.manualChanges = manualChanges;
    this.queue = queue;
    this.clock = clock;
  }

  /** Processes a lead again, for every destination that has not accepted it. */
  public ReprocessResult process(LeadgenId id, String by, boolean refetch) {
    return process(id, by, ReprocessOptions.toAll(refetch));
  }

  /**
   * Processes a lead again.
   *
   * @param by the caller, for the history
   */
  public ReprocessResult process(LeadgenId id, String by, ReprocessOptions how) {
    ReprocessResult result =
        take(id, new ReprocessRequest(ReprocessAction.PROCESS, by, how, null, null));
    if (result instanceof Accepted) {
      send(id);
    }
    return result;
  }

  /** Makes a log Pending or due; the caller sends its message. */
  ReprocessResult take(LeadgenId id, ReprocessRequest reprocessRequest) {
    return logs.find(id).map(log -> take(log, reprocessRequest)).orElseGet(Unknown::new);
  }

  private ReprocessResult take(LeadLog log, ReprocessRequest reprocessRequest) {
    Instant now = clock.instant();
    if (reprocessRequest.job() != null
        && reprocessRequest.job().equals(log.processing().request().job())) {
      // The slice is repeated. The message may be missing, and sending it twice is harmless.
      return new Accepted();
    }
    if (reprocessRequest.since() != null && log.changedAt().isAfter(reprocessRequest.since())) {
      return new Refused("the lead has changed since the job began");
    }
    Optional<String> refusal =
        refusals.refusal(log, reprocessRequest.kind(), reprocessRequest.how(), now);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    boolean taken =
        reprocessRequest.kind() == ReprocessAction.RETRY
            ? manualChanges.retry(log, now, reprocessRequest.job())
            : manualChanges.reprocess(
                log,
                reprocessRequest.by(),
                now,
                new Reprocessing(
                    reprocessRequest.how().refetch(),
                    reprocessRequest.how().destinations(),
                    reprocessRequest.job()));
    return taken || isStampedBy(reprocessRequest.job(), log.leadgenId())
        ? new Accepted()
        : new Refused("the lead was just changed by someone else; reload it and try again");
  }

  /** If the response of a successful write was lost, the log has the job's id. */
  private boolean isStampedBy(String job, LeadgenId id) {
    return job != null
        && logs.find(id).filter(log -> job.equals(log.processing().request().job())).isPresent();
  }

  /** If the message cannot be sent, the sweep enqueues the log a little later. */
  private void send(LeadgenId id) {
    try {
      queue.send(LeadMessage.of(id), Duration.ZERO);
    } catch (SdkException e) {
      LOG.infof("the sweep will enqueue %s: %s", id, e.getClass().getSimpleName());
    }
  }
}
