/**
 * A simulated Frappe site with doctypes, records with unique fields, Frappe's errors and
 * assignments, for local mode and tests. The entry point is {@link
 * dev.leadlog.simulatedfrappe.SimulatedFrappe}.
 */
package dev.leadlog.simulatedfrappe;
