/**
 * {@code /api}: the log for reading, page configuration, and Process Lead Again. The resources
 * translate between HTTP and the capabilities; every refusal is a {@link dev.leadlog.api.Problems
 * problem JSON} that says what to do.
 */
package dev.leadlog.api;
