/**
 * New lead logs: the ids and states of a lead, and the first item in table {@code LeadLogs}. The
 * entry point is {@link dev.leadlog.log.LeadInsert}. Later changes of a log are in {@code
 * dev.leadlog.lifecycle}.
 */
package dev.leadlog.log;
