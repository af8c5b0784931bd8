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
    String flawInWords) {

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
