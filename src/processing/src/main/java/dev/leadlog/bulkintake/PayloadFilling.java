package dev.leadlog.bulkintake;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.ReadLead;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Stores a payload in a log that has none; the log keeps its status, and erased logs stay erased.
 */
@Singleton
class PayloadFilling {

  /** A log that changes more often than this meanwhile is being processed by a worker. */
  private static final int TRIES = 3;

  private final LeadLogs logs;

  PayloadFilling(LeadLogs logs) {
    this.logs = logs;
  }

  /**
   * @return false when the log has a payload already, is erased, or kept changing
   */
  boolean fill(LeadgenId id, ReadLead read) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<LeadLog> log = logs.find(id);
      if (log.isEmpty() || log.get().leadPayload() != null || log.get().isErased()) {
        return false;
      }
      if (logs.keepPayload(log.get(), read)) {
        return true;
      }
    }
    return false;
  }
}
