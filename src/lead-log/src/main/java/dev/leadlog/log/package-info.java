/**
 * A new lead log: the ids of a lead, its states, the item that the table {@code LeadLogs} holds of
 * it first, and writing that with {@link dev.leadlog.log.LeadInsert}. What becomes of it later is
 * in {@code dev.leadlog.lifecycle}.
 */
package dev.leadlog.log;
