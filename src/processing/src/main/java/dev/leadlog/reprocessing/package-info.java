/**
 * Reprocesses leads: makes a log Pending and enqueues it; the processor does the rest. The entry
 * points are {@link dev.leadlog.reprocessing.LeadReprocessor} for one lead and {@link
 * dev.leadlog.reprocessing.BulkReprocessor} for many.
 */
package dev.leadlog.reprocessing;
