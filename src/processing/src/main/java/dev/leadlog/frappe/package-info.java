/**
 * The destination type {@code frappe}: documents of Frappe, ERPNext and Frappe CRM. The entry point
 * is a bean that {@link dev.leadlog.delivery.Destinations} finds.
 */
package dev.leadlog.frappe;
