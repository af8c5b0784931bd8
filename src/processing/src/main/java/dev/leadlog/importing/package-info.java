/**
 * Leads from CSV files, Leadlog's six columns or Meta's own export. The entry points are {@link
 * dev.leadlog.importing.LeadImporter}, for a file that someone holds, and {@link
 * dev.leadlog.importing.UploadedFiles}, for those of the import bucket.
 */
package dev.leadlog.importing;
