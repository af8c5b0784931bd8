/**
 * The life of a lead log after it was recorded: who processes it, how that ends, when it is due,
 * and what people change by hand. Workers write through {@link dev.leadlog.lifecycle.LeadLogs},
 * people through {@link dev.leadlog.lifecycle.ManualChanges}; {@link dev.leadlog.lifecycle.DueLogs}
 * finds what is due.
 */
package dev.leadlog.lifecycle;
