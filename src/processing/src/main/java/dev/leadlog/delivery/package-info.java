/**
 * Delivers mapped leads. The entry point is {@link dev.leadlog.delivery.Destinations}, which calls
 * the {@link dev.leadlog.delivery.Destination} bean of the configured type. Delivering twice makes
 * one record if the destination can guarantee that.
 */
package dev.leadlog.delivery;
