/**
 * How many leads came, and what became of them. {@link dev.leadlog.stats.StatisticsStream} keeps
 * the counters from the changes of the table {@code LeadLogs}; {@link dev.leadlog.stats.Statistics}
 * reads them.
 */
package dev.leadlog.stats;
