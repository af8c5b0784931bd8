/**
 * A simulated HubSpot account with contact properties, contacts with unique values, scopes, limits
 * and HubSpot's errors, for local mode and tests. The entry point is {@link
 * dev.leadlog.simulatedhubspot.SimulatedHubspot}.
 */
package dev.leadlog.simulatedhubspot;
