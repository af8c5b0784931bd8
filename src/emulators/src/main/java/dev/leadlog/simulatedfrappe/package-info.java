/**
 * A Frappe site, as far as Leadlog meets it: doctypes, records with unique fields, refusals in
 * Frappe's words, assignments. For the laptop and the tests; never part of a Lambda. The door is
 * {@link dev.leadlog.simulatedfrappe.SimulatedFrappe}.
 */
package dev.leadlog.simulatedfrappe;
