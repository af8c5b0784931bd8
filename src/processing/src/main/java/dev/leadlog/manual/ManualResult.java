package dev.leadlog.manual;

import dev.leadlog.lifecycle.LeadLog;

/** The result of a manual action. */
public sealed interface ManualResult {

  /** The action was done; the log is the new state. */
  record Changed(LeadLog log) implements ManualResult {}

  /**
   * The log was not changed.
   *
   * @param why a sentence for the user
   */
  record Refused(String why) implements ManualResult {}

  /** There is no such lead log. */
  record Unknown() implements ManualResult {}
}
