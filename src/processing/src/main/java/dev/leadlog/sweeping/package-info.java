/**
 * Brings back what is due: logs whose time has come or whose message was lost, and dead letters.
 * The door is {@link dev.leadlog.sweeping.Sweep}.
 */
package dev.leadlog.sweeping;
