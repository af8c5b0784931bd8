/**
 * The environment of a function: its settings ({@link dev.leadlog.settings.IntakeSettings}), its
 * secrets ({@link dev.leadlog.settings.Secrets}), the clock and the metrics.
 */
package dev.leadlog.settings;
