package dev.leadlog.lifecycle;

import java.time.Instant;

/**
 * The retry state of a lead.
 *
 * @param attempts the number of processing attempts
 * @param retryAt when a Pending lead is due; else null
 * @param retryUntil when retries end; null counts from receivedTime
 * @param dueAt when the sweep enqueues it; null if nothing is due
 */
public record RetryState(int attempts, Instant retryAt, Instant retryUntil, Instant dueAt) {}
