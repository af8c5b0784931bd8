package dev.leadlog.importing;

import java.util.List;

/** The result of importing a file. */
public sealed interface ImportResult {

  /**
   * The file was read.
   *
   * @param accepted the number of new leads that were logged, or would be in a dry run
   * @param duplicates the number of leads that were already logged, including erased ones, or that
   *     are in the file more than once
   * @param filled the number of logs without a payload that received the file's answers
   * @param rejected the number of rows that name no lead; each was passed to the sink
   * @param line the number of the last line that was read
   * @param finished false if the time ended after that line
   * @param warnings sentences about values that were left out; in a dry run also about what
   *     prevents the delivery of the leads
   */
  record Read(
      long accepted,
      long duplicates,
      long filled,
      long rejected,
      int line,
      boolean finished,
      List<String> warnings)
      implements ImportResult {}

  /**
   * Nothing was imported, because the first row does not name the required columns.
   *
   * @param missing the names of the required columns that are missing
   * @param found the names in the first row; empty if it cannot be read
   * @param twice the columns that are there more than once
   * @param unsupportedType the type of an unsupported file, as a sentence; null if it is not known
   */
  record NoHeader(
      List<String> missing, List<String> found, List<String> twice, String unsupportedType)
      implements ImportResult {}

  /**
   * The file in the bucket was deleted or replaced while it was read.
   *
   * @param why a sentence that says which of the two
   */
  record Ended(String why) implements ImportResult {}

  /**
   * A row that names no lead.
   *
   * @param line its first line in the file; the header's is 1
   * @param column the column's name in the file; null if the row as a whole is wrong
   * @param why a sentence without personal data
   */
  record Rejected(int line, String column, String why) {}
}
