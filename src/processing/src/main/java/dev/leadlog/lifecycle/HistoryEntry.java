package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;

/**
 * One change of status or reason.
 *
 * @param from null for the first
 * @param by who or what did it: {@code Webhook}, {@code processor}, or a caller's identity
 * @param reason null where there is none
 * @param note null where there is none
 */
public record HistoryEntry(
    Instant at, Status from, Status to, String by, Reason reason, String note) {

  HistoryEntry withoutNote() {
    return new HistoryEntry(at, from, to, by, reason, null);
  }
}
