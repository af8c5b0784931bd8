/**
 * Leads from CSV files, Leadlog's six columns or Meta's own export. The door is {@link
 * dev.leadlog.importing.Importing}; what came of a file is {@link dev.leadlog.importing.Imported}.
 */
package dev.leadlog.importing;
