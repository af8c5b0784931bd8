package dev.leadlog.exporting;

/** What came of an export that someone waits for. */
public sealed interface ExportResult {

  /**
   * The file.
   *
   * @param fileName under which it can be saved
   * @param csv with a byte order mark, by which spreadsheets know UTF-8
   * @param rows without the header
   */
  record Text(String fileName, String csv, int rows) implements ExportResult {}

  /**
   * Too much for an answer: it has to be a job.
   *
   * @param why a sentence
   */
  record TooManyRows(String why) implements ExportResult {}
}
