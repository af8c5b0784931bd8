/**
 * Imports leads from CSV files with Leadlog's six columns or from Meta's own export. The entry
 * points are {@link dev.leadlog.importing.LeadImporter}, for a posted file, and {@link
 * dev.leadlog.importing.UploadedFiles}, for files in the import bucket.
 */
package dev.leadlog.importing;
