package dev.leadlog.delivery;

import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.List;

/** The result of delivering a lead to a destination. */
public sealed interface DeliveryResult {

  /**
   * The destination has a record of the lead, from this delivery or an earlier one.
   *
   * @param reference null if there is no record, as for a notice
   * @param remark a problem that did not prevent the delivery, without personal data; null for none
   */
  record Delivered(LeadDocReference reference, String remark) implements DeliveryResult {

    public Delivered(LeadDocReference reference) {
      this(reference, null);
    }
  }

  /**
   * The destination rejects the lead in this form.
   *
   * @param message the destination's message, without personal data
   */
  record Rejected(String message) implements DeliveryResult {}

  /** The destination's fields cannot hold some of the lead's values; nothing was sent. */
  record InvalidValues(List<Problem> problems) implements DeliveryResult {}

  /**
   * The destination may or may not have accepted the lead; deliver it again later.
   *
   * @param message without personal data
   * @param notBefore the earliest time of the next call, if the destination named one; else null
   */
  record Unreachable(String message, Instant notBefore) implements DeliveryResult {

    public Unreachable(String message) {
      this(message, null);
    }

    /** Creates the result for a response that the destination does not document. */
    public static Unreachable unexpectedResponse(String host) {
      return new Unreachable(host + " sent an unexpected response");
    }
  }

  /**
   * The destination accepts no lead until someone fixes the credentials or the configuration;
   * deliver it again much later.
   *
   * @param message what to fix, without personal data
   */
  record Blocked(String message) implements DeliveryResult {

    /** Creates the result for a configuration with mistakes. */
    public static Blocked ofMistakes(List<String> mistakes) {
      return new Blocked("the settings are wrong: " + String.join("; ", mistakes));
    }
  }
}
