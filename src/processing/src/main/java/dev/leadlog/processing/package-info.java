/**
 * What becomes of a lead. {@link dev.leadlog.processing.Rules} judges, without a clock and without
 * input or output; {@link dev.leadlog.processing.Processor} reads, lets judge, delivers and writes
 * down.
 */
package dev.leadlog.processing;
