/**
 * Sums up the leads that wait for a person, by status, reason, page and form. The entry point is
 * {@link dev.leadlog.attention.Attention}.
 */
package dev.leadlog.attention;
