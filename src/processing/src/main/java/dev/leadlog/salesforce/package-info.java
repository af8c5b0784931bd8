/**
 * The destination type {@code salesforce}: records of an object of a Salesforce org, upserted by an
 * external id field that holds the leadgen id. The entry point is a bean that {@link
 * dev.leadlog.delivery.Destinations} finds.
 */
package dev.leadlog.salesforce;
