package dev.leadlog.log;

/**
 * The ids of a lead at Meta. Only the leadgen id is always known.
 *
 * @param pageId null where it is not known
 * @param formId null where it is not known
 * @param adId null where there is no ad
 */
public record LeadIds(LeadgenId leadgenId, PageId pageId, FormId formId, String adId) {

  /** The ids of a lead of which nothing else is known. */
  public static LeadIds of(LeadgenId leadgenId) {
    return new LeadIds(leadgenId, null, null, null);
  }

  /** The same ids with those that are missing here and known there. */
  public LeadIds or(FormId form, String ad) {
    return new LeadIds(leadgenId, pageId, formId == null ? form : formId, adId == null ? ad : adId);
  }

  @Override
  public String toString() {
    return leadgenId.text();
  }
}
