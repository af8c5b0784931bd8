package dev.leadlog.mapping.formatting;

import java.util.regex.Pattern;

/** Text operations for any script. */
final class UnicodeText {

  /** Includes zero-width characters, which are not white space in Java. */
  private static final String BLANK =
      "[\\t-\\r\\x1C-\\x1F\\p{Z}\\u200B\\u200E\\u200F\\u2060\\uFEFF]";

  private static final Pattern BLANKS = Pattern.compile(BLANK + "++");

  /**
   * Matches only at the beginning of the blanks; otherwise the time would grow with the square of
   * their number.
   */
  private static final Pattern AROUND =
      Pattern.compile("^BLANK++|(?<!BLANK)BLANK++\\z".replace("BLANK", BLANK));

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  static boolean isBlank(int c) {
    return BLANKS.matcher(Character.toString(c)).matches();
  }

  static String trimmed(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** Replaces each run of blanks by one space. */
  static String singleSpaced(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** Converts digits of any script, including full-width ones, to 0 to 9. */
  static String asciiDigits(String text) {
    return DIGIT
        .matcher(text)
        .replaceAll(digit -> "" + Character.digit(digit.group().codePointAt(0), 10));
  }

  private UnicodeText() {}
}
