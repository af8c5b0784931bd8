package dev.leadlog.lifecycle;

import java.time.Instant;

/**
 * When a lead is tried again.
 *
 * @param attempts processing attempts so far
 * @param retryAt when a Pending lead is due; else null
 * @param retryUntil when retries end; null counts from receivedTime
 * @param dueAt when the sweep enqueues it; null when nothing is due
 */
public record RetryState(int attempts, Instant retryAt, Instant retryUntil, Instant dueAt) {}
