/**
 * The destination type {@code hubspot}: contacts of a HubSpot account, upserted by a unique
 * property that holds the leadgen id. The entry point is a bean that {@link
 * dev.leadlog.delivery.Destinations} finds.
 */
package dev.leadlog.hubspot;
