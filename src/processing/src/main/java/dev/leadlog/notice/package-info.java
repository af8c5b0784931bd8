/**
 * Notifies people of a lead: the destination types {@code slack}, {@code teams} and {@code email}.
 * The entry points are beans that {@link dev.leadlog.delivery.Destinations} finds.
 */
package dev.leadlog.notice;
