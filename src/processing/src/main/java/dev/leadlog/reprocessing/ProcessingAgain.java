package dev.leadlog.reprocessing;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.lifecycle.ManualChanges.Reprocessing;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import dev.leadlog.reprocessing.Reprocessed.Accepted;
import dev.leadlog.reprocessing.Reprocessed.Refused;
import dev.leadlog.reprocessing.Reprocessed.Unknown;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** <i>Process Lead Again</i> and <i>Retry</i>, for one lead. */
@Singleton
public class ProcessingAgain {

  private static final Logger LOG = Logger.getLogger(ProcessingAgain.class);

  private final LeadLogs logs;
  private final ManualChanges byHand;
  private final LeadQueue queue;
  private final Refusals refusals;
  private final Clock clock;

  ProcessingAgain(
      LeadLogs logs, ManualChanges byHand, LeadQueue queue, Refusals refusals, Clock clock) {
    this.refusals = refusals;
    this.logs = logs;
    this.byHand = byHand;
    this.queue = queue;
    this.clock = clock;
  }

  /** Processes a lead again, for every destination that has not taken it. */
  public Reprocessed process(LeadgenId id, String by, boolean refetch) {
    return process(id, by, HowToProcess.toAll(refetch));
  }

  /**
   * Processes a lead again.
   *
   * @param by who asks, for the history
   */
  public Reprocessed process(LeadgenId id, String by, HowToProcess how) {
    Reprocessed result = take(id, new Asked(Kind.PROCESS, by, how, null, null));
    if (result instanceof Accepted) {
      send(id);
    }
    return result;
  }

  /** Puts a log where it was asked to be, and leaves its message to the caller. */
  Reprocessed take(LeadgenId id, Asked asked) {
    return logs.find(id).map(log -> take(log, asked)).orElseGet(Unknown::new);
  }

  private Reprocessed take(LeadLog log, Asked asked) {
    Instant now = clock.instant();
    if (asked.job() != null && asked.job().equals(log.processing().request().job())) {
      // In a part that is done again. Its message may be missing, and does no harm twice.
      return new Accepted();
    }
    if (asked.since() != null && log.changedAt().isAfter(asked.since())) {
      return new Refused("it has changed since the job began");
    }
    Optional<String> whyNot = refusals.whyNot(log, asked.kind(), asked.how(), now);
    if (whyNot.isPresent()) {
      return new Refused(whyNot.get());
    }
    boolean taken =
        asked.kind() == Kind.RETRY
            ? byHand.retry(log, now, asked.job())
            : byHand.reprocess(
                log,
                asked.by(),
                now,
                new Reprocessing(asked.how().refetch(), asked.how().destinations(), asked.job()));
    return taken || isStampedBy(asked.job(), log.leadgenId())
        ? new Accepted()
        : new Refused("it has just been changed by someone else; look at it again");
  }

  /** The store may have taken the change, and its answer got lost: then the job's own is there. */
  private boolean isStampedBy(String job, LeadgenId id) {
    return job != null
        && logs.find(id).filter(log -> job.equals(log.processing().request().job())).isPresent();
  }

  /** Without the message the sweep finds the log, a little later. */
  private void send(LeadgenId id) {
    try {
      queue.send(LeadMessage.of(id), Duration.ZERO);
    } catch (SdkException e) {
      LOG.infof("the sweep will remind of %s: %s", id, e.getClass().getSimpleName());
    }
  }
}
