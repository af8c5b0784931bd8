package dev.leadlog.mapping.formatting;

import java.util.regex.Pattern;

/** What the functions know of text in any script. */
final class UnicodeText {

  /** Also the characters without a width, which are no blanks to Java. */
  private static final String BLANK =
      "[\\t-\\r\\x1C-\\x1F\\p{Z}\\u200B\\u200E\\u200F\\u2060\\uFEFF]";

  private static final Pattern BLANKS = Pattern.compile(BLANK + "++");

  /** Behind the text only where the blanks begin: else the time would grow with their square. */
  private static final Pattern AROUND =
      Pattern.compile("^BLANK++|(?<!BLANK)BLANK++\\z".replace("BLANK", BLANK));

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  static boolean isBlank(int c) {
    return BLANKS.matcher(Character.toString(c)).matches();
  }

  static String trimmed(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** The words between any blanks, with one space between each. */
  static String singleSpaced(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** Digits of any script, full-width ones too, as 0 to 9. */
  static String asciiDigits(String text) {
    return DIGIT
        .matcher(text)
        .replaceAll(digit -> "" + Character.digit(digit.group().codePointAt(0), 10));
  }

  private UnicodeText() {}
}
