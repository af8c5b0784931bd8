/**
 * A Salesforce org, as far as Leadlog meets it: client credentials, describe, upserts by external
 * id, duplicate rules, limits, refusals in Salesforce's shapes. For the laptop and the tests; never
 * part of a Lambda. The entry point is {@link dev.leadlog.simulatedsalesforce.SimulatedSalesforce}.
 */
package dev.leadlog.simulatedsalesforce;
