package dev.leadlog.listing;

import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;

/** Which logs a list shows. What is null does not matter. */
public record LeadLogFilter(
    Status status,
    Reason reason,
    PageId pageId,
    FormId formId,
    Source source,
    String platform,
    Boolean test,
    Period period) {

  /**
   * When a log was received.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public record Period(Instant from, Instant to) {}

  /** Every log of a period; the methods below narrow it. */
  public static LeadLogFilter between(Instant from, Instant to) {
    return new LeadLogFilter(null, null, null, null, null, null, null, new Period(from, to));
  }

  public Instant from() {
    return period.from();
  }

  public Instant to() {
    return period.to();
  }

  public LeadLogFilter withStatus(Status only) {
    return new LeadLogFilter(only, reason, pageId, formId, source, platform, test, period);
  }

  public LeadLogFilter withReason(Reason only) {
    return new LeadLogFilter(status, only, pageId, formId, source, platform, test, period);
  }

  public LeadLogFilter withPageId(PageId only) {
    return new LeadLogFilter(status, reason, only, formId, source, platform, test, period);
  }
}
