package dev.leadlog.byhand;

import dev.leadlog.lifecycle.LeadLog;

/** What came of something that a person did to a lead. */
public sealed interface Done {

  /** It is done, and this is the log now. */
  record Changed(LeadLog log) implements Done {}

  /**
   * The log is left as it is.
   *
   * @param why a sentence for the one who asked
   */
  record Refused(String why) implements Done {}

  /** There is no such lead log. */
  record Unknown() implements Done {}
}
