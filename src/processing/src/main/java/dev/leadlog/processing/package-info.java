/**
 * Processes leads: fetches them from Meta, applies the rules, delivers them and writes the outcome.
 * The entry point is {@link dev.leadlog.processing.Processor}; {@link dev.leadlog.processing.Rules}
 * are pure functions without a clock, input or output.
 */
package dev.leadlog.processing;
