package dev.leadlog.jobs;

/**
 * The outcome of cancelling a job.
 *
 * @param job the job after the call
 * @param done false if the job had already ended
 */
public record CancelResult(Job job, boolean done) {}
