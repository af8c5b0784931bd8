/**
 * What files of leads look like, those that are read and those that are written: {@link
 * dev.leadlog.csv.Column} for the columns that both have, {@link dev.leadlog.csv.CsvText} for text
 * in a spreadsheet.
 */
package dev.leadlog.csv;
