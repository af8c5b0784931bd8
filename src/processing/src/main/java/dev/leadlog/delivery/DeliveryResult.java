package dev.leadlog.delivery;

import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.List;

/** What a destination made of a lead. */
public sealed interface DeliveryResult {

  /**
   * It has a record of the lead now, made by this delivery or by an earlier one.
   *
   * @param reference null where it has no record, as for a notice
   * @param remark what did not go well beside it, without personal data; null for nothing
   */
  record Delivered(LeadDocReference reference, String remark) implements DeliveryResult {

    public Delivered(LeadDocReference reference) {
      this(reference, null);
    }
  }

  /**
   * It will not take the lead as it is.
   *
   * @param message the destination's own, without personal data
   */
  record Rejected(String message) implements DeliveryResult {}

  /** Its fields cannot hold some of the lead's values; nothing was sent. */
  record InvalidValues(List<Problem> problems) implements DeliveryResult {}

  /**
   * It may or may not have taken the lead: deliver it again later.
   *
   * @param message without personal data
   * @param notBefore the time that it asked to be left alone until; null where it did not
   */
  record Unreachable(String message, Instant notBefore) implements DeliveryResult {

    public Unreachable(String message) {
      this(message, null);
    }
  }

  /**
   * No lead gets in before someone has mended credentials or configuration: deliver it again, much
   * later.
   *
   * @param message what is to be mended, without personal data
   */
  record Blocked(String message) implements DeliveryResult {}
}
