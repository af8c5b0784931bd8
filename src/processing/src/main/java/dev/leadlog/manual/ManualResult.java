package dev.leadlog.manual;

import dev.leadlog.lifecycle.LeadLog;

/** What came of something that a person did to a lead. */
public sealed interface ManualResult {

  /** It is done, and this is the log now. */
  record Changed(LeadLog log) implements ManualResult {}

  /**
   * The log is left as it is.
   *
   * @param why a sentence for the one who asked
   */
  record Refused(String why) implements ManualResult {}

  /** There is no such lead log. */
  record Unknown() implements ManualResult {}
}
