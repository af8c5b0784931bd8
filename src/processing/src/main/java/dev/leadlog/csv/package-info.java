/**
 * The format of the CSV files that are imported and exported. The entry points are {@link
 * dev.leadlog.csv.Column}, the shared columns, and {@link dev.leadlog.csv.CsvText}, which writes
 * rows that are safe in a spreadsheet.
 */
package dev.leadlog.csv;
