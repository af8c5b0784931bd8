package dev.leadlog.graph;

import dev.leadlog.log.Reason;
import java.time.Instant;

/**
 * Why Meta did not give what it was asked for.
 *
 * @param retry whether and when it is worth asking again
 * @param message Meta's message with its codes, or what happened instead of an answer; without
 *     personal data
 * @param body what Meta answered when that was neither a lead nor an error; else null
 */
public record GraphFailure(Reason reason, Retry retry, String message, String body) {

  public GraphFailure(Reason reason, Retry retry, String message) {
    this(reason, retry, message, null);
  }

  /** Whether and when it is worth asking again. */
  public sealed interface Retry {
    /** Not before someone has repaired the cause. */
    record Never() implements Retry {}

    /** As usual, waiting longer each time. */
    record Soon() implements Retry {}

    /** With fewer entries of a list; else as usual. */
    record WithSmallerLimit() implements Retry {}

    /** With long waits: the cause rarely passes by itself. */
    record Slowly() implements Retry {}

    /** Once, and then never. */
    record Once() implements Retry {}

    /** Not before this time; the attempt does not count. */
    record At(Instant time) implements Retry {}

    /** Much later. */
    record Late() implements Retry {}
  }

  /** What happened and what to do about it, for whoever asked about a page. */
  public String messageAndRemedy() {
    return message + ". " + reason.remedyOfThePage(message);
  }

  /** Whether Meta refused the request itself, and not what it may answer at another time. */
  public boolean isBadRequest() {
    return reason == Reason.META_BAD_REQUEST && retry instanceof Retry.Never;
  }

  /** Whether the lead is such that no later reading gives it: it is larger than a log can keep. */
  public boolean isPermanent() {
    return reason == Reason.META_UNEXPECTED_RESPONSE && retry instanceof Retry.Never;
  }

  /** Whether the answer was too large or took too long: fewer entries may come. */
  public boolean needsSmallerLimit() {
    return retry instanceof Retry.WithSmallerLimit;
  }

  /** The body may hold personal data. */
  @Override
  public String toString() {
    return "GraphFailure[" + reason + ", " + retry + "]";
  }
}
