/**
 * Shared test support of this module: a simulated Meta that counts its calls, a clock that can be
 * moved, and leads that pass through queue and processor.
 */
package dev.leadlog.workbench;
