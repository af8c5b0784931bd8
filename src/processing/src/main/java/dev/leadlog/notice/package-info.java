/**
 * Tells people of a lead: destinations of the types {@code slack}, {@code teams} and {@code email}.
 * {@link dev.leadlog.delivery.Destinations} finds them as it finds every other destination; this
 * package has no other entry point.
 */
package dev.leadlog.notice;
