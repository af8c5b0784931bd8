package dev.leadlog.importing;

import java.util.List;

/**
 * A row of a file: one line, or more where a quoted cell holds line breaks.
 *
 * @param line the number of its first line
 * @param cells empty if the row cannot be read
 * @param violation what is wrong with the row as a whole; else null
 * @param next the beginning of the next row
 * @param header the header above it
 */
record CsvRow(int line, List<String> cells, String violation, FilePosition next, Header header) {

  boolean isBlank() {
    return violation == null && cells.stream().allMatch(String::isBlank);
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "CsvRow[" + line + "]";
  }
}
