/**
 * Exports lead logs as CSV files: small ones at once, larger ones with a job that writes to the
 * import bucket. The entry point is {@link dev.leadlog.exporting.LeadExporter}.
 */
package dev.leadlog.exporting;
