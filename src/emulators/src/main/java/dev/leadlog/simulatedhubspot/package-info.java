/**
 * A HubSpot account, as far as Leadlog meets it: contact properties, contacts with unique values,
 * scopes, limits, refusals in HubSpot's shapes. For the laptop and the tests; never part of a
 * Lambda. The entry point is {@link dev.leadlog.simulatedhubspot.SimulatedHubspot}.
 */
package dev.leadlog.simulatedhubspot;
