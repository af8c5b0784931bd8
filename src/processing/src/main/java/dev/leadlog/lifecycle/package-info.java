/**
 * The states of a lead log after it was recorded: claims, outcomes, due times and manual changes.
 * Workers write through {@link dev.leadlog.lifecycle.LeadLogs}, people through {@link
 * dev.leadlog.lifecycle.ManualChanges}; {@link dev.leadlog.lifecycle.DueLogs} finds the logs that
 * are due.
 */
package dev.leadlog.lifecycle;
