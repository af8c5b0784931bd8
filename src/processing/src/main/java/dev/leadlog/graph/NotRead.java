package dev.leadlog.graph;

import dev.leadlog.log.Reason;
import java.time.Instant;

/**
 * Why Meta did not give what it was asked for.
 *
 * @param again whether and when it is worth asking again
 * @param words Meta's message with its codes, or what happened instead of an answer; without
 *     personal data
 * @param body what Meta answered when that was neither a lead nor an error; else null
 */
public record NotRead(Reason reason, Again again, String words, String body) {

  public NotRead(Reason reason, Again again, String words) {
    this(reason, again, words, null);
  }

  /** Whether and when it is worth asking again. */
  public sealed interface Again {
    /** Not before someone has repaired the cause. */
    record Never() implements Again {}

    /** As usual, waiting longer each time. */
    record Soon() implements Again {}

    /** With fewer entries of a list; else as usual. */
    record WithLess() implements Again {}

    /** With long waits: the cause rarely passes by itself. */
    record Slowly() implements Again {}

    /** Once, and then never. */
    record Once() implements Again {}

    /** Not before this time; the attempt does not count. */
    record At(Instant time) implements Again {}

    /** Much later. */
    record Late() implements Again {}
  }

  /** What happened and what to do about it, for whoever asked about a page. */
  public String wordsAndRemedy() {
    return words + ". " + reason.remedyOfThePage(words);
  }

  /** Whether Meta refused the request itself, and not what it may answer at another time. */
  public boolean isBadRequest() {
    return reason == Reason.META_BAD_REQUEST && again instanceof Again.Never;
  }

  /** Whether the lead is such that no later reading gives it: it is larger than a log can keep. */
  public boolean isForGood() {
    return reason == Reason.META_UNEXPECTED_RESPONSE && again instanceof Again.Never;
  }

  /** Whether the answer was too large or took too long: fewer entries may come. */
  public boolean asksForLess() {
    return again instanceof Again.WithLess;
  }

  /** The body may hold personal data. */
  @Override
  public String toString() {
    return "NotRead[" + reason + ", " + again + "]";
  }
}
