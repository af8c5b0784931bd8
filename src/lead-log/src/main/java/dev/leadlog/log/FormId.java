package dev.leadlog.log;

import java.util.Optional;

/**
 * The id of a lead form at Meta.
 *
 * @param text decimal digits
 */
public record FormId(String text) {

  public FormId {
    if (!LeadgenId.isDigits(text)) {
      throw new IllegalArgumentException("the id of a lead form is 1 to 40 digits");
    }
  }

  /** Empty if the text is not an id. */
  public static Optional<FormId> of(String text) {
    return LeadgenId.isDigits(text) ? Optional.of(new FormId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
