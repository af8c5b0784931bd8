/**
 * Processing leads again: a log goes back to Pending and onto the queue, and only the processor
 * does the rest. The door is {@link dev.leadlog.reprocessing.ProcessingAgain}.
 */
package dev.leadlog.reprocessing;
