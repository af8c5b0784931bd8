package dev.leadlog.sweeping;

import dev.leadlog.lifecycle.DueLog;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Measures how long the oldest due log waits. The metric is written when none waits too, so that
 * its absence shows that no sweep runs.
 */
@Singleton
class OldestDue {

  private final DueLogs due;
  private final Metrics metrics;
  private final Clock clock;

  OldestDue(DueLogs due, Metrics metrics, Clock clock) {
    this.due = due;
    this.metrics = metrics;
    this.clock = clock;
  }

  void measure(List<DueLog> soon) {
    Instant now = clock.instant();
    long seconds =
        due.oldestPending(soon, now)
            .map(oldest -> Duration.between(oldest.since(), now).toSeconds())
            .orElse(0L);
    metrics.gauge("pending.oldest_due_seconds", seconds, "Seconds");
  }
}
