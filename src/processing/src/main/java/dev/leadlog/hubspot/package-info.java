/**
 * The destination type {@code hubspot}: contacts of a HubSpot account, upserted by a unique
 * property that holds the leadgen id. {@link dev.leadlog.delivery.Destinations} finds it as a bean.
 */
package dev.leadlog.hubspot;
