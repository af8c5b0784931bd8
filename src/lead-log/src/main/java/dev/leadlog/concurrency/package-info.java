/**
 * Blocking calls that run in parallel, with a bound: {@link
 * dev.leadlog.concurrency.BoundedExecutor}.
 */
package dev.leadlog.concurrency;
