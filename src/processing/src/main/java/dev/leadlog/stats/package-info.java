/**
 * Counts leads by time, status, source and platform. The entry points are {@link
 * dev.leadlog.stats.StatisticsStream}, which updates the counters from the stream of the table
 * {@code LeadLogs}, and {@link dev.leadlog.stats.Statistics}, which reads them.
 */
package dev.leadlog.stats;
