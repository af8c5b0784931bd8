/**
 * A simulated Salesforce org with client credentials, describe, upserts by external id, duplicate
 * rules and Salesforce's errors, for local mode and tests. The entry point is {@link
 * dev.leadlog.simulatedsalesforce.SimulatedSalesforce}.
 */
package dev.leadlog.simulatedsalesforce;
