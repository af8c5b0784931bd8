/**
 * Processing leads again: a log goes back to Pending and onto a queue, and only the processor does
 * the rest. The doors are {@link dev.leadlog.reprocessing.ProcessingAgain} for one lead and {@link
 * dev.leadlog.reprocessing.ProcessingMany} for many.
 */
package dev.leadlog.reprocessing;
