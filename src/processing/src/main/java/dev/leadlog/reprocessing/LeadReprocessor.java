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
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs <i>Process Lead Again</i> for one lead. */
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
    return logs.find(id).map(log -> process(log, by, how)).orElseGet(Unknown::new);
  }

  private ReprocessResult process(LeadLog log, String by, ReprocessOptions how) {
    Optional<String> refusal = refusals.refusal(log, ReprocessAction.PROCESS, how, clock.instant());
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    Reprocessing reprocessing = new Reprocessing(how.refetch(), how.destinations(), null);
    if (!manualChanges.reprocess(log, by, clock.instant(), reprocessing)) {
      return new Refused(ManualChanges.CONFLICT);
    }
    send(log.leadgenId());
    return new Accepted();
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
