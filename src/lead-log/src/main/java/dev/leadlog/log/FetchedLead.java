package dev.leadlog.log;

import dev.leadlog.text.Json;
import java.time.Instant;

/**
 * A lead as Meta gave it: the payload unchanged, and what the log wants to know of it. What Meta
 * did not say is null.
 *
 * @param payload JSON
 * @param organic as Meta says it; mostly it does not
 * @param test a lead of Meta's testing tool
 * @param formName of Meta's form, where that was asked for
 */
public record FetchedLead(
    String payload,
    String platform,
    Boolean organic,
    String adId,
    FormId formId,
    Instant createdTime,
    boolean test,
    String formName) {

  /** A lead of whose form nobody asked for the name. */
  public FetchedLead(
      String payload,
      String platform,
      Boolean organic,
      String adId,
      FormId formId,
      Instant createdTime,
      boolean test) {
    this(payload, platform, organic, adId, formId, createdTime, test, null);
  }

  /** The same lead with the name of its form. */
  public FetchedLead ofForm(String name) {
    return new FetchedLead(payload, platform, organic, adId, formId, createdTime, test, name);
  }

  /**
   * Whether no ad brought it: what Meta says, else that nobody names an ad; null where a file says
   * it in a word that is not known.
   *
   * @param knownAdId the ad that someone else named, as the webhook; null for none
   */
  public Boolean isOrganic(String knownAdId) {
    if (organic != null || knownAdId != null || adId != null) {
      return Boolean.TRUE.equals(organic);
    }
    return Json.stored(payload).path("is_organic").isNull() ? null : Boolean.TRUE;
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "FetchedLead[" + platform + ", " + formId + "]";
  }
}
