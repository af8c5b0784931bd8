/**
 * Processing leads again: a log goes back to Pending and onto a queue, and only the processor does
 * the rest. The doors are {@link dev.leadlog.reprocessing.LeadReprocessor} for one lead and {@link
 * dev.leadlog.reprocessing.BulkReprocessor} for many.
 */
package dev.leadlog.reprocessing;
