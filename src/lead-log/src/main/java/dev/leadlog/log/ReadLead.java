package dev.leadlog.log;

import java.time.Instant;

/**
 * A lead as Meta gave it: the payload unchanged, and what the log wants to know of it. What Meta
 * did not say is null.
 *
 * @param payload JSON
 * @param test a lead of Meta's testing tool
 */
public record ReadLead(
    String payload,
    String platform,
    Boolean organic,
    String adId,
    FormId formId,
    Instant createdTime,
    boolean test) {

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "ReadLead[" + platform + ", " + formId + "]";
  }
}
