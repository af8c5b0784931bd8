package dev.leadlog.sweeping;

import dev.leadlog.log.DueLog;
import dev.leadlog.log.DueLogs;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells how long the oldest due log waits. It tells so when none does too: without a sweep there is
 * no word at all.
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

  void tell(List<DueLog> soon) {
    Instant now = clock.instant();
    long seconds =
        due.oldestPending(soon, now)
            .map(oldest -> Duration.between(oldest.since(), now).toSeconds())
            .orElse(0L);
    metrics.gauge("pending.oldest_due_seconds", seconds, "Seconds");
  }
}
