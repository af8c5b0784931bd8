package dev.leadlog.page;

import java.util.List;

/** What came of saving a page configuration. */
public sealed interface SaveResult {

  /**
   * It is the page's configuration now.
   *
   * @param warnings what is worth knowing, each with its place
   */
  record Saved(StoredPage page, List<String> warnings) implements SaveResult {}

  /** It is refused; every mistake has its place. */
  record Refused(List<String> mistakes) implements SaveResult {}

  /**
   * Someone else has changed it since it was read.
   *
   * @param revision the present one; 0 where there is none
   */
  record Stale(int revision) implements SaveResult {}
}
