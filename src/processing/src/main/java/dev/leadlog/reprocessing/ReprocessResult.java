package dev.leadlog.reprocessing;

/** The result of a request to reprocess or retry a lead. */
public sealed interface ReprocessResult {

  /** The log is Pending and due. */
  record Accepted() implements ReprocessResult {}

  /**
   * The log was not changed.
   *
   * @param why a sentence for the user
   */
  record Refused(String why) implements ReprocessResult {}

  /** There is no such lead log. */
  record Unknown() implements ReprocessResult {}
}
