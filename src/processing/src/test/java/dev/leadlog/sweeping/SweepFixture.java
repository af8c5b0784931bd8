package dev.leadlog.sweeping;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.Metrics;
import dev.leadlog.workbench.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Sweeps with another limit than the default. */
@Singleton
public class SweepFixture {

  private final LeadLogs logs;
  private final DueLogs due;
  private final LeadQueue queue;
  private final Queues queues;
  private final DeadLetters deadLetters;
  private final Metrics metrics;
  private final Clock clock;
  private final BoundedExecutor executor;

  SweepFixture(
      LeadLogs logs,
      DueLogs due,
      LeadQueue queue,
      Queues queues,
      DeadLetters deadLetters,
      Metrics metrics,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.logs = logs;
    this.due = due;
    this.queue = queue;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** A sweep as in another Lambda instance. */
  public Sweep limitedTo(int logsARun) {
    Map<String, String> limit = Map.of("leadlog.sweep.limit", "" + logsARun);
    return new Sweep(
        logs, due, queue, queues, deadLetters, metrics, Settings.with(limit), clock, executor);
  }
}
