package dev.leadlog.lifecycle;

import dev.leadlog.log.LeadgenId;
import java.time.Instant;

/**
 * A log that the sweep has to enqueue.
 *
 * @param dueAt since when; also the condition by which only one sweep takes it
 */
public record DueLog(LeadgenId leadgenId, Instant dueAt) {}
