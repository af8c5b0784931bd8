/**
 * The destination type {@code salesforce}: records of an object of a Salesforce org, upserted by an
 * external id field that holds the leadgen id. {@link dev.leadlog.delivery.Destinations} finds it
 * as a bean.
 */
package dev.leadlog.salesforce;
