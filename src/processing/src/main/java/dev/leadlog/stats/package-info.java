/**
 * The business' numbers: how many leads came, and what became of them. The door is {@link
 * dev.leadlog.stats.Statistics}; the counters behind it belong to the log.
 */
package dev.leadlog.stats;
