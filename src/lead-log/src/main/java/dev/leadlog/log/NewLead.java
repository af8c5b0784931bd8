package dev.leadlog.log;

import java.time.Instant;
import java.util.Optional;

/**
 * A lead as it was first heard of, before anything is judged.
 *
 * @param pageId null where it was not said, as {@code formId}, {@code adId} and {@code createdTime}
 *     may be
 * @param raw what Meta sent, as JSON; null where nothing was
 * @param flaw why this can never be processed; null for a lead, which begins as Pending
 * @param read the lead itself, where what brought it had its answers; else null
 * @param later for one that is recorded long after it was received, or as one of many, whose
 *     messages wait behind each other; null for one that is received now
 */
public record NewLead(
    LeadgenId leadgenId,
    PageId pageId,
    FormId formId,
    String adId,
    Instant createdTime,
    Instant receivedTime,
    Source source,
    String raw,
    Reason flaw,
    String flawInWords,
    ReadLead read,
    Later later) {

  /**
   * How a lead begins that comes in bulk, and may have been received at some other time than now.
   *
   * @param at when it is recorded, and due
   * @param retryUntil when trying ends
   * @param by who brings it, for the history
   */
  public record Later(Instant at, Instant retryUntil, String by) {}

  /** A lead of which only the announcement is known, received now. */
  public NewLead(
      LeadgenId leadgenId,
      PageId pageId,
      FormId formId,
      String adId,
      Instant createdTime,
      Instant receivedTime,
      Source source,
      String raw,
      Reason flaw,
      String flawInWords) {
    this(
        leadgenId,
        pageId,
        formId,
        adId,
        createdTime,
        receivedTime,
        source,
        raw,
        flaw,
        flawInWords,
        null,
        null);
  }

  /** The same lead with its answers. */
  public NewLead with(ReadLead answers) {
    return new NewLead(
        leadgenId,
        pageId,
        formId,
        adId,
        createdTime,
        receivedTime,
        source,
        raw,
        flaw,
        flawInWords,
        answers,
        later);
  }

  Optional<Reason> whyNotPending() {
    return Optional.ofNullable(flaw);
  }

  Status status() {
    return flaw == null ? Status.PENDING : Status.ERROR;
  }

  @Override
  public String toString() {
    return "NewLead[" + leadgenId + "]";
  }
}
