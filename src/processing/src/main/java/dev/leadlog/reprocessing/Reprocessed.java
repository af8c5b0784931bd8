package dev.leadlog.reprocessing;

/** What came of asking for a lead to be processed again. */
public sealed interface Reprocessed {

  /** It is Pending again. */
  record Accepted() implements Reprocessed {}

  /**
   * @param why a sentence for the one who asked
   */
  record Refused(String why) implements Reprocessed {}

  /** There is no such lead log. */
  record Unknown() implements Reprocessed {}
}
