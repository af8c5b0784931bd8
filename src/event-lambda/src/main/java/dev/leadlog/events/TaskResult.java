package dev.leadlog.events;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a scheduled task did.
 *
 * @param enqueued logs that were due
 * @param deadLetters dead letters that stand in the log now
 */
@RegisterForReflection
public record TaskResult(int enqueued, int deadLetters) {}
