package dev.leadlog.reprocessing;

/** What came of asking for a lead to be processed again, or to be tried now. */
public sealed interface ReprocessResult {

  /** It is Pending and due. */
  record Accepted() implements ReprocessResult {}

  /**
   * It is left as it is.
   *
   * @param why a sentence for the one who asked
   */
  record Refused(String why) implements ReprocessResult {}

  /** There is no such lead log. */
  record Unknown() implements ReprocessResult {}
}
