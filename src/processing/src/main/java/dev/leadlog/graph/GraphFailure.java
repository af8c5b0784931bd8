package dev.leadlog.graph;

import dev.leadlog.log.Reason;
import java.time.Instant;

/**
 * Why Meta did not return the requested data.
 *
 * @param retry whether and when a retry can help
 * @param message Meta's message with its codes, or why there is no response; without personal data
 * @param body Meta's response if it was neither a lead nor an error; else null
 */
public record GraphFailure(Reason reason, Retry retry, String message, String body) {

  public GraphFailure(Reason reason, Retry retry, String message) {
    this(reason, retry, message, null);
  }

  /** Whether and when a retry can help. */
  public sealed interface Retry {
    /** Not before someone has fixed the cause. */
    record Never() implements Retry {}

    /** With the usual backoff. */
    record Soon() implements Retry {}

    /** With a smaller limit of the list; otherwise with the usual backoff. */
    record WithSmallerLimit() implements Retry {}

    /** With long waits, because the cause rarely resolves itself. */
    record Slowly() implements Retry {}

    /** Only once more. */
    record Once() implements Retry {}

    /** Not before this time; the attempt does not count. */
    record At(Instant time) implements Retry {}

    /** Much later. */
    record Late() implements Retry {}
  }

  /** Returns what happened and how to fix it, for a request about a page. */
  public String messageAndRemedy() {
    return message + ". " + reason.remedyForPageRequest(message);
  }

  /** Returns whether Meta rejected the request itself, so that a repetition cannot help. */
  public boolean isBadRequest() {
    return reason == Reason.META_BAD_REQUEST && retry instanceof Retry.Never;
  }

  /** Returns whether no later read can help, because the lead is larger than a log can store. */
  public boolean isPermanent() {
    return reason == Reason.META_UNEXPECTED_RESPONSE && retry instanceof Retry.Never;
  }

  /** Returns whether the response was too large or too slow, so that a smaller limit may help. */
  public boolean needsSmallerLimit() {
    return retry instanceof Retry.WithSmallerLimit;
  }

  /** The body may hold personal data. */
  @Override
  public String toString() {
    return "GraphFailure[" + reason + ", " + retry + "]";
  }
}
