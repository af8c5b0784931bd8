package dev.leadlog.delivery;

import dev.leadlog.log.LeadDocReference;

/** What a destination made of a lead. */
public sealed interface Delivery {

  /** It has a record of the lead now, made by this delivery or by an earlier one. */
  record Delivered(LeadDocReference reference) implements Delivery {}

  /**
   * It will not take the lead as it is.
   *
   * @param words the destination's own, without personal data
   */
  record Rejected(String words) implements Delivery {}

  /**
   * It may or may not have taken the lead: deliver it again later.
   *
   * @param words without personal data
   */
  record Unreachable(String words) implements Delivery {}
}
