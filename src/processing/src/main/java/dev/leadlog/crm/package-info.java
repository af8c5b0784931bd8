/**
 * Code that the CRM destinations share. The entry point is {@link dev.leadlog.crm.Conversion},
 * which converts mapped values to the types of a CRM's fields; {@link
 * dev.leadlog.crm.ExpiringCache} caches the fields for a short time.
 */
package dev.leadlog.crm;
