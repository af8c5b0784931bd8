package dev.leadlog.log;

/**
 * The ids of a lead at Meta. Only the leadgen id is always known.
 *
 * @param pageId null if unknown
 * @param formId null if unknown
 * @param adId null if there is no ad
 */
public record LeadIds(LeadgenId leadgenId, PageId pageId, FormId formId, String adId) {

  /** The ids of a lead of which only the leadgen id is known. */
  public static LeadIds of(LeadgenId leadgenId) {
    return new LeadIds(leadgenId, null, null, null);
  }

  /** Fills in the form id and the ad id if they are missing. */
  public LeadIds or(FormId form, String ad) {
    return new LeadIds(leadgenId, pageId, formId == null ? form : formId, adId == null ? ad : adId);
  }

  @Override
  public String toString() {
    return leadgenId.text();
  }
}
