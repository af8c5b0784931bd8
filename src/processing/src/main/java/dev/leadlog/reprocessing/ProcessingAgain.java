package dev.leadlog.reprocessing;

import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Reason;
import dev.leadlog.reprocessing.Reprocessed.Accepted;
import dev.leadlog.reprocessing.Reprocessed.Refused;
import dev.leadlog.reprocessing.Reprocessed.Unknown;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** <i>Process Lead Again</i>, for one lead. */
@Singleton
public class ProcessingAgain {

  private static final Logger LOG = Logger.getLogger(ProcessingAgain.class);

  private final LeadLogs logs;
  private final LeadQueue queue;
  private final LeadlogSettings settings;
  private final Clock clock;

  ProcessingAgain(LeadLogs logs, LeadQueue queue, LeadlogSettings settings, Clock clock) {
    this.logs = logs;
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param by who asks, for the history
   */
  public Reprocessed process(LeadgenId id, String by) {
    return logs.find(id).map(log -> process(log, by)).orElseGet(Unknown::new);
  }

  private Reprocessed process(LeadLog log, String by) {
    Optional<String> whyNot = whyNot(log);
    if (whyNot.isPresent()) {
      return new Refused(whyNot.get());
    }
    if (!logs.reprocess(log, by, clock.instant(), settings.retry().giveUpAfter())) {
      return new Refused("it has just been changed by someone else; look at it again");
    }
    send(log.leadgenId());
    return new Accepted();
  }

  private static Optional<String> whyNot(LeadLog log) {
    if (log.isErased()) {
      return Optional.of("the person's data were erased, there is nothing left to process");
    }
    if (!log.status().canBeReprocessed()) {
      return Optional.of(
          "it is "
              + log.status().text()
              + "; only a lead that is neither Pending nor Processed can be processed again");
    }
    if (log.reason() == Reason.META_DASHBOARD_TEST) {
      return Optional.of("it is the test button of Meta's app dashboard, which names no real lead");
    }
    return log.leadgenId().isMalformed()
        ? Optional.of("it names no lead: Meta's announcement could not be read")
        : Optional.empty();
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
