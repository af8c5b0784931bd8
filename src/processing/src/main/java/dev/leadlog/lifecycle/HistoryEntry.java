package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;

/**
 * One change of status or reason.
 *
 * @param from the previous status; null for the first entry
 * @param by who made the change: {@code Webhook}, {@code processor}, or a caller's identity
 * @param reason null if there is none
 * @param note null if there is none
 */
public record HistoryEntry(
    Instant at, Status from, Status to, String by, Reason reason, String note) {

  HistoryEntry withoutNote() {
    return new HistoryEntry(at, from, to, by, reason, null);
  }
}
