/**
 * Work that takes longer than one invocation: a record in {@code Bookkeeping} says where it stands,
 * and a message on the backlog queue does the next part of it. The doors are {@link
 * dev.leadlog.jobs.Jobs} and, for those who have work to do, {@link dev.leadlog.jobs.JobWork}.
 */
package dev.leadlog.jobs;
