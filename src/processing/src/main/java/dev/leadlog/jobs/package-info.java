/**
 * Runs work that takes longer than one invocation: a record in {@code Bookkeeping} holds its
 * progress, and each message on the job queue runs one slice. The entry points are {@link
 * dev.leadlog.jobs.Jobs} and, for each kind of work, {@link dev.leadlog.jobs.JobHandler}.
 */
package dev.leadlog.jobs;
