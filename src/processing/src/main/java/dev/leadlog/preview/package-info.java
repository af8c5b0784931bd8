/**
 * Shows how a mapping would map a lead, with the steps of each field, without delivering or writing
 * anything. The entry point is {@link dev.leadlog.preview.Preview}.
 */
package dev.leadlog.preview;
