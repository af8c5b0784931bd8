package dev.leadlog.page;

import java.util.List;

/** The result of saving a page configuration. */
public sealed interface SaveResult {

  /**
   * The configuration was saved.
   *
   * @param warnings hints, each with its path
   */
  record Saved(StoredPage page, List<String> warnings) implements SaveResult {}

  /** The document has mistakes, each with its path. */
  record Refused(List<String> mistakes) implements SaveResult {}

  /**
   * The configuration was changed since it was read.
   *
   * @param revision the current revision; 0 if there is none
   */
  record Stale(int revision) implements SaveResult {}
}
