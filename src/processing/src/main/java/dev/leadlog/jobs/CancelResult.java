package dev.leadlog.jobs;

/**
 * The outcome of cancelling a job.
 *
 * @param job as it is now
 * @param done false where it had ended before
 */
public record CancelResult(Job job, boolean done) {}
