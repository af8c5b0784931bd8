/**
 * What the destinations that are CRMs share: {@link dev.leadlog.crm.Conversion} makes of mapped
 * values what the types of a CRM's fields hold, and {@link dev.leadlog.crm.ExpiringCache} keeps
 * these fields for a short time.
 */
package dev.leadlog.crm;
