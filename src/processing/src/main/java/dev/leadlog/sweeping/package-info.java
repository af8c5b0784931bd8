/**
 * Enqueues logs that are due or whose message was lost, and redrives dead letters. The entry point
 * is {@link dev.leadlog.sweeping.Sweep}.
 */
package dev.leadlog.sweeping;
