/**
 * The table {@code Bookkeeping}, in which each capability keeps its own items: checkpoints, locks
 * and what a check has found. The entry point is {@link dev.leadlog.bookkeeping.Bookkeeping}.
 */
package dev.leadlog.bookkeeping;
