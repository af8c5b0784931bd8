package dev.leadlog.sweeping;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.DueLog;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.lifecycle.DueLogs.DueKind;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.Metrics;
import dev.leadlog.sweeping.DeadLetters.RedriveResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Enqueues every log that is due, also if its message was lost. */
@Singleton
public class Sweep {

  /**
   * The result of a sweep.
   *
   * @param enqueued the number of due logs that were enqueued
   * @param deadLetters the number of dead letters that were moved to the log
   */
  public record SweepResult(int enqueued, int deadLetters) {}

  private static final Logger LOG = Logger.getLogger(Sweep.class);

  /** With less time left than this, no further call is begun. */
  private static final Duration TIME_FOR_A_CALL = Duration.ofSeconds(10);

  private static final int AT_ONCE = 8;

  /** A log that this sweep enqueues, without its payload: a sweep takes many. */
  private record TakenLog(LeadgenId leadgenId, boolean usesBacklog) {

    static TakenLog of(LeadLog log) {
      return new TakenLog(log.leadgenId(), log.usesBacklog());
    }
  }

  /**
   * A single failure may be caused by the log; with this many, the store is unavailable and the
   * sweep stops.
   */
  private static final int MOST_FAILURES = 10;

  private final LeadLogs logs;
  private final DueLogs due;
  private final LeadQueue queue;
  private final Queues queues;
  private final DeadLetters deadLetters;
  private final Metrics metrics;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final BoundedExecutor executor;

  Sweep(
      LeadLogs logs,
      DueLogs due,
      LeadQueue queue,
      Queues queues,
      DeadLetters deadLetters,
      Metrics metrics,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.logs = logs;
    this.due = due;
    this.queue = queue;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param deadline the end of the invocation
   * @throws SdkException if a store did not answer; it is thrown after everything else was done
   */
  public SweepResult run(Instant deadline) {
    Instant end = deadline.minus(TIME_FOR_A_CALL);
    RedriveResult letters = deadLetters.drain(half(end));
    int drained = letters.count();
    Instant now = clock.instant();
    List<DueLog> soon = due.pendingSoon(now, settings.sweep().limit());
    List<DueLog> pending =
        soon.stream()
            .filter(log -> !log.dueAt().isAfter(now))
            .limit(settings.sweep().limit())
            .toList();
    int enqueued =
        enqueue(pending, end)
            + enqueue(due.due(DueKind.NOTICE, now, settings.sweep().limit()), end)
            + enqueueUnread(due.due(DueKind.UNREAD, now, settings.sweep().unreadLimit()), end);
    if (drained + enqueued > 0) {
      LOG.infof("enqueued %d due logs, drained %d dead letters", enqueued, drained);
    }
    if (clock.instant().isBefore(end)) {
      measureOldest(soon);
    }
    if (letters.failure() != null) {
      throw letters.failure();
    }
    return new SweepResult(enqueued, drained);
  }

  /**
   * Measures how long the oldest due log waits. The metric is also written if no log waits, so that
   * a missing metric shows that no sweep runs.
   */
  private void measureOldest(List<DueLog> soon) {
    Instant now = clock.instant();
    long seconds =
        due.oldestPending(soon, now)
            .map(oldest -> Duration.between(oldest.since(), now).toSeconds())
            .orElse(0L);
    metrics.gauge("pending.oldest_due_seconds", seconds, "Seconds");
  }

  /**
   * Enqueues the unread payloads of a page that can be read now, regardless of their due time.
   *
   * @param end no log is enqueued after this time
   */
  public int enqueueUnreadOf(PageId page, Instant end) {
    return enqueueUnread(due.unreadOf(page), end);
  }

  private int enqueueUnread(List<DueLog> logs, Instant end) {
    return send(taken(logs, end), queues::sendToBacklog);
  }

  private int enqueue(List<DueLog> logs, Instant end) {
    Map<Boolean, List<TakenLog>> byBacklog =
        taken(logs, end).stream().collect(Collectors.partitioningBy(TakenLog::usesBacklog));
    return send(byBacklog.get(false), queue::send)
        + send(byBacklog.get(true), queues::sendToBacklog);
  }

  private List<TakenLog> taken(List<DueLog> logs, Instant end) {
    AtomicInteger failures = new AtomicInteger();
    return executor.each(logs, AT_ONCE, log -> taken(log, end, failures)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private int send(List<TakenLog> logs, Function<List<LeadMessage>, List<LeadMessage>> send) {
    List<LeadMessage> messages = logs.stream().map(log -> LeadMessage.of(log.leadgenId())).toList();
    return executor.each(LeadQueue.calls(messages), AT_ONCE, send).stream()
        .mapToInt(List::size)
        .sum();
  }

  /** The redrive gets half of the time, so that many dead letters do not delay due logs. */
  private Instant half(Instant end) {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, end).dividedBy(2));
  }

  /**
   * Postpones the due time before the message is sent, so that two sweeps do not send two messages.
   * A failure does not affect the other logs.
   */
  private Optional<TakenLog> taken(DueLog log, Instant end, AtomicInteger failures) {
    Instant now = clock.instant();
    boolean mayContinue = now.isBefore(end) && failures.get() < MOST_FAILURES;
    try {
      return mayContinue
          ? logs.postponeSweep(log, now.plus(DueLogs.MOVED_BY_THE_SWEEP)).map(TakenLog::of)
          : Optional.empty();
    } catch (SdkException e) {
      failures.incrementAndGet();
      LOG.warnf(
          "%s will be enqueued by the next sweep: %s",
          log.leadgenId(), e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
