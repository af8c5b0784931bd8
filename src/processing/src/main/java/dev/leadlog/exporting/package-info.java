/**
 * Lead logs as CSV files, rows as a list has them: small ones at once, any number as a job that
 * writes into the import bucket. The door is {@link dev.leadlog.exporting.LeadExporter}.
 */
package dev.leadlog.exporting;
