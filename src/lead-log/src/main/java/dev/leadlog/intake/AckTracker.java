package dev.leadlog.intake;

import dev.leadlog.log.LeadInsert.Written;
import dev.leadlog.log.LeadgenId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tracks which leads the log and the queue hold while the calls to both are running. */
final class AckTracker {

  private final Set<LeadgenId> all;
  private final Set<LeadgenId> inLog = new HashSet<>();
  private final Set<LeadgenId> known = new HashSet<>();
  private final Set<LeadgenId> onQueue = new HashSet<>();
  private int logCalls;
  private int queueCalls;

  AckTracker(List<LeadgenId> all) {
    this.all = Set.copyOf(all);
  }

  synchronized void expect(int logCalls, int queueCalls) {
    this.logCalls = logCalls;
    this.queueCalls = queueCalls;
  }

  synchronized void logCall(Map<LeadgenId, Written> written) {
    written.forEach(
        (lead, what) -> {
          if (what.isHeld()) {
            inLog.add(lead);
          }
          if (what == Written.KNOWN) {
            known.add(lead);
          }
        });
    logCalls--;
    notifyAll();
  }

  synchronized void queueCall(Map<LeadgenId, Written> sent) {
    onQueue.addAll(sent.keySet());
    queueCalls--;
    notifyAll();
  }

  /** The leads that were in the log before, as far as the calls that have ended show. */
  synchronized Set<LeadgenId> known() {
    return Set.copyOf(known);
  }

  synchronized boolean bothHoldAll() {
    return inLog.size() == all.size() && onQueue.size() == all.size();
  }

  /**
   * Waits until both stores have answered. Once one store holds every lead, it waits for the other
   * no longer than the grace period.
   *
   * @return the leads that neither store holds
   */
  synchronized Set<LeadgenId> await(Duration timeout, Duration grace) {
    long now = System.nanoTime();
    long end = now + timeout.toNanos();
    boolean graceBegan = false;
    boolean interrupted = false;
    while (logCalls + queueCalls > 0 && now < end && !interrupted) {
      if (!graceBegan && oneHoldsAll()) {
        graceBegan = true;
        end = Math.min(end, now + grace.toNanos());
      }
      interrupted = isInterruptedWithin(end - now);
      now = System.nanoTime();
    }
    Set<LeadgenId> lost = new HashSet<>(all);
    lost.removeAll(inLog);
    lost.removeAll(onQueue);
    return lost;
  }

  private boolean oneHoldsAll() {
    return inLog.size() == all.size() || onQueue.size() == all.size();
  }

  private boolean isInterruptedWithin(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
