/**
 * Runs blocking calls in parallel on a bounded number of threads: {@link
 * dev.leadlog.concurrency.BoundedExecutor}.
 */
package dev.leadlog.concurrency;
