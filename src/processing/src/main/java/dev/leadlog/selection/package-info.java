/**
 * Jobs that do the same with each lead of a selection: a list of ids or a filter. {@link
 * dev.leadlog.selection.LeadJobs} counts the leads and starts the job, and {@link
 * dev.leadlog.selection.LeadSlices} runs it with the {@link dev.leadlog.selection.LeadStep} of its
 * kind.
 */
package dev.leadlog.selection;
