package dev.leadlog.importing;

import java.util.List;

/** What came of a file. */
public sealed interface ImportResult {

  /**
   * The file was read.
   *
   * @param accepted leads that were logged, or would be, now for the first time
   * @param duplicates leads that the log held already and as they were, erased ones too, or that
   *     stand in the file more than once
   * @param filled leads whose log had no payload, and has the file's answers now
   * @param rejected rows that name no lead; the sink was told of each
   * @param line the last line that was read
   * @param finished false where time ran out after that line
   * @param warnings what is left out of rows that are imported, in sentences; in a dry run also
   *     what keeps their leads from being delivered
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
   * Nothing was imported: the first row does not name the columns that are needed.
   *
   * @param missing titles of columns without which no lead can be imported
   * @param found what the first row names instead; empty where it cannot be read
   * @param twice columns of which nobody knows which one is meant
   * @param kind what the file is in place of one that can be imported, as a sentence; null where
   *     that is not known
   */
  record NoHeader(List<String> missing, List<String> found, List<String> twice, String kind)
      implements ImportResult {}

  /**
   * The file of a bucket was deleted or replaced while it was read.
   *
   * @param why which of the two, as a sentence
   */
  record Ended(String why) implements ImportResult {}

  /**
   * A row that names no lead.
   *
   * @param line its first line in the file; the header's is 1
   * @param column its name in the file; null where the row as a whole is wrong
   * @param why a sentence without personal data
   */
  record Rejected(int line, String column, String why) {}
}
