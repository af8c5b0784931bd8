package dev.leadlog.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a page at Meta.
 *
 * @param text decimal digits
 */
public record PageId(String text) {

  private static final Pattern USABLE = Pattern.compile("[1-9][0-9]{0,39}");

  public PageId {
    if (!isUsable(text)) {
      throw new IllegalArgumentException("the id of a page is 1 to 40 digits");
    }
  }

  /** The id, or nothing where the text is not one. */
  public static Optional<PageId> of(String text) {
    return isUsable(text) ? Optional.of(new PageId(text)) : Optional.empty();
  }

  private static boolean isUsable(String text) {
    return text != null && USABLE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
