/**
 * A new lead log: the ids of a lead, its states, the item that the table {@code LeadLogs} holds of
 * it first, and writing that, one with {@link dev.leadlog.log.LeadInsert} or many with {@link
 * dev.leadlog.log.BulkInsert}. What becomes of it later is in {@code dev.leadlog.lifecycle}.
 */
package dev.leadlog.log;
