package dev.leadlog.exporting;

/** The result of a synchronous export. */
public sealed interface ExportResult {

  /**
   * The file.
   *
   * @param fileName the file name for a download
   * @param csv the text with a byte order mark, by which spreadsheets recognise UTF-8
   * @param rows the number of rows without the header
   */
  record Text(String fileName, String csv, int rows) implements ExportResult {}

  /**
   * The export is too large for a response and must run as a job.
   *
   * @param why a sentence
   */
  record TooManyRows(String why) implements ExportResult {}
}
