package dev.leadlog.log;

import java.util.Optional;

/**
 * The id of a page at Meta.
 *
 * @param text decimal digits
 */
public record PageId(String text) {

  public PageId {
    if (!LeadgenId.isDigits(text)) {
      throw new IllegalArgumentException("the id of a page is 1 to 40 digits");
    }
  }

  /** Empty if the text is not an id. */
  public static Optional<PageId> of(String text) {
    return LeadgenId.isDigits(text) ? Optional.of(new PageId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
