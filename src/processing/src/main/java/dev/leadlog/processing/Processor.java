package dev.leadlog.processing;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.health.LastWebhooks;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.lifecycle.Claim;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.SdkFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Processes the leads of queue messages. A message is deleted once its outcome is in the log; if
 * the outcome could not be written, the message stays on the queue.
 */
@Singleton
public class Processor {

  private static final Logger LOG = Logger.getLogger(Processor.class);

  /**
   * The function's time-out plus half a minute for clock differences; the worker that had the claim
   * has ended by then.
   */
  static final Duration LEASE = Duration.ofSeconds(150);

  /** With less time left than this, no processing attempt is begun. */
  static final Duration TIME_FOR_AN_ATTEMPT = Duration.ofSeconds(20);

  private static final int BATCH_SIZE = 10;
  private static final Duration FIRST_HOLD = Duration.ofSeconds(30);
  private static final Duration LONGEST_HOLD = Duration.ofHours(6);

  private final LeadLogs logs;
  private final Intake intake;
  private final Queues queues;
  private final ProcessingAttempt attempt;
  private final UnreadPayloads unreadPayloads;
  private final Jobs jobs;
  private final LastWebhooks lastWebhooks;
  private final Clock clock;
  private final BoundedExecutor executor;

  Processor(
      LeadLogs logs,
      Intake intake,
      Queues queues,
      ProcessingAttempt attempt,
      UnreadPayloads unreadPayloads,
      Jobs jobs,
      LastWebhooks lastWebhooks,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.logs = logs;
    this.intake = intake;
    this.queues = queues;
    this.attempt = attempt;
    this.unreadPayloads = unreadPayloads;
    this.jobs = jobs;
    this.lastWebhooks = lastWebhooks;
    this.clock = clock;
  }

  /**
   * Processes the leads of a batch in parallel.
   *
   * @param deadline the end of the invocation
   * @return the ids of the messages that must be delivered again
   */
  public List<String> process(List<QueuedMessage> batch, Instant deadline) {
    return executor
        .each(batch, BATCH_SIZE, message -> isDone(message, deadline) ? null : message.messageId())
        .stream()
        .filter(Objects::nonNull)
        .toList();
  }

  private boolean isDone(QueuedMessage message, Instant deadline) {
    if (clock.instant().plus(TIME_FOR_AN_ATTEMPT).isAfter(deadline)) {
      return false;
    }
    try {
      handle(message, deadline);
      return true;
    } catch (RuntimeException e) {
      leaveOnQueue(message, SdkFailures.of(e));
      return false;
    } catch (Error e) {
      LOG.errorf(e, "message %s is delivered again", message.messageId());
      return false;
    } finally {
      MDC.remove("leadgenId");
    }
  }

  private void leaveOnQueue(QueuedMessage message, RuntimeException e) {
    if (e instanceof SdkException) {
      LOG.warnf(
          "message %s is delivered again: %s", message.messageId(), e.getClass().getSimpleName());
      delayRedelivery(message);
    } else {
      LOG.errorf(e, "message %s is delivered again", message.messageId());
    }
  }

  private void handle(QueuedMessage message, Instant deadline) {
    Optional<JobMessage> job = JobMessage.read(message.body());
    if (job.isPresent()) {
      jobs.run(job.get(), deadline);
    } else {
      handleLead(message);
    }
  }

  private void handleLead(QueuedMessage message) {
    Optional<LeadMessage> read = LeadMessage.read(message.body());
    if (read.isEmpty()) {
      LOG.errorf("message %s cannot be read and is logged unchanged", message.messageId());
      Instant now = clock.instant();
      intake.rebuild(LeadNotification.unprocessable(message.body(), now), now);
      return;
    }
    MDC.put("leadgenId", read.get().leadgenId().text());
    Claim claim = claim(read.get());
    if (claim instanceof Claim.Taken taken) {
      countNotification(read.get(), taken.log(), message);
      attempt.run(taken.log());
      noteWebhook(read.get(), taken.log());
    } else if (claim instanceof Claim.NotDue notDue) {
      countNotification(read.get(), notDue.log(), message);
      handleFinal(notDue.log());
    }
  }

  /** Handles a log that has a final status: it may have a notice to send or an unread payload. */
  private void handleFinal(LeadLog log) {
    if (log.noticeAt().isPresent()) {
      logs.claimNotices(log, clock.instant(), LEASE).ifPresent(attempt::runNotices);
    } else if (log.status() != Status.PENDING) {
      unreadPayloads.read(log);
    }
  }

  /** Claims the log; a log that was never written is created from its message. */
  private Claim claim(LeadMessage message) {
    Claim claim = logs.claim(message.leadgenId(), clock.instant(), LEASE);
    if (!(claim instanceof Claim.Absent)) {
      return claim;
    }
    Instant now = clock.instant();
    intake.rebuild(message.notification(now), now);
    return logs.claim(message.leadgenId(), clock.instant(), LEASE);
  }

  /**
   * Counts Meta's notifications: each is one message with a change, and may be received more than
   * once. The count must not delay a lead, so a failure is ignored.
   */
  private void countNotification(LeadMessage message, LeadLog log, QueuedMessage received) {
    boolean another =
        message.change() != null
            && message.source() == Source.WEBHOOK
            && !log.receivedTime().equals(message.receivedTime());
    if (another && received.receiveCount() == 1) {
      try {
        logs.countNotification(log.leadgenId());
      } catch (SdkException e) {
        LOG.infof("an announcement could not be counted: %s", e.getClass().getSimpleName());
      }
    }
  }

  /** Done last, so that it does not delay the lead. */
  private void noteWebhook(LeadMessage message, LeadLog log) {
    if (message.source() == Source.WEBHOOK && message.receivedTime() != null) {
      log.page().ifPresent(page -> lastWebhooks.seen(page, message.receivedTime()));
    }
  }

  /** The store is unavailable, so an immediate retry would not help. */
  private void delayRedelivery(QueuedMessage message) {
    int doublings = Math.min(message.receiveCount() - 1, 10);
    Duration hold = FIRST_HOLD.multipliedBy(1L << Math.max(doublings, 0));
    try {
      queues.hide(
          message.queueName(),
          message.receiptHandle(),
          hold.compareTo(LONGEST_HOLD) < 0 ? hold : LONGEST_HOLD);
    } catch (SdkException e) {
      LOG.infof("message %s is delivered again when its visibility ends", message.messageId());
    }
  }
}
