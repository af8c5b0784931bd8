package dev.leadlog.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a lead at Meta, or {@code malformed-<sha256>} for a change without a usable id.
 *
 * @param text decimal digits; up to 18 were seen, more than a double can hold
 */
public record LeadgenId(String text) {

  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,39}");
  private static final String MALFORMED = "malformed-";
  private static final Pattern MALFORMED_ID = Pattern.compile(MALFORMED + "[0-9a-f]{64}");

  /**
   * The id that the test button of Meta's app dashboard sends (source: Meta, "Webhooks for
   * Leadgen").
   */
  private static final String DASHBOARD_TEST = "444444444444";

  public LeadgenId {
    if (!isDigits(text) && !isMalformed(text)) {
      throw new IllegalArgumentException("a leadgen id is 1 to 40 digits");
    }
  }

  /** Empty if the text is not an id. */
  public static Optional<LeadgenId> of(String text) {
    return isDigits(text) || isMalformed(text)
        ? Optional.of(new LeadgenId(text))
        : Optional.empty();
  }

  public boolean isDashboardTest() {
    return text.equals(DASHBOARD_TEST);
  }

  public boolean isMalformed() {
    return isMalformed(text);
  }

  /** The index partition of this id, from 0: a stable hash. */
  public int shard(int of) {
    return Math.floorMod(text.hashCode(), of);
  }

  /** Whether a text has the form of an id at Meta: 1 to 40 digits. */
  static boolean isDigits(String text) {
    return text != null && DIGITS.matcher(text).matches();
  }

  private static boolean isMalformed(String text) {
    return text != null && MALFORMED_ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
