package dev.leadlog.lifecycle;

import dev.leadlog.log.LeadgenId;
import java.time.Instant;

/**
 * A log that the sweep must enqueue.
 *
 * @param dueAt since when it is due; a condition on it lets only one sweep take the log
 */
public record DueLog(LeadgenId leadgenId, Instant dueAt) {}
