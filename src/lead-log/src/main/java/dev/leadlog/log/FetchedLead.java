package dev.leadlog.log;

import dev.leadlog.text.Json;
import java.time.Instant;

/**
 * A lead as the Graph API returned it: the unchanged payload and the fields that the log stores
 * besides it. A field that Meta did not send is null.
 *
 * @param payload JSON
 * @param organic Meta's {@code is_organic}, which it rarely sends
 * @param test whether it is a lead of Meta's testing tool
 * @param formName the form's name at Meta; null if it was not requested
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

  /** A lead whose form name was not requested. */
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
   * Whether the lead is organic: what Meta says, else true if no ad is known. Null if an imported
   * file has a value that is neither true nor false.
   *
   * @param knownAdId the ad that the webhook named; null for none
   */
  public Boolean isOrganic(String knownAdId) {
    if (organic != null || knownAdId != null || adId != null) {
      return Boolean.TRUE.equals(organic);
    }
    return Json.stored(payload).path("is_organic").isNull() ? null : Boolean.TRUE;
  }

  /** Leaves out the answers, which are personal data. */
  @Override
  public String toString() {
    return "FetchedLead[" + platform + ", " + formId + "]";
  }
}
