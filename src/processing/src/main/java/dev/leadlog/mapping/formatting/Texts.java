package dev.leadlog.mapping.formatting;

import java.util.regex.Pattern;

/** What the functions know of text in any script. */
final class Texts {

  /** Characters without a width, which are no blanks to Java. */
  private static final String INVISIBLE = "\u200B\u200E\u200F\u2060\uFEFF";

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || INVISIBLE.indexOf(c) >= 0;
  }

  static String trimmed(String text) {
    int[] points = text.codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && isBlank(points[from])) {
      from++;
    }
    while (to > from && isBlank(points[to - 1])) {
      to--;
    }
    return new String(points, from, to - from);
  }

  /** The words between any blanks, with one space between each. */
  static String singleSpaced(String text) {
    StringBuilder spaced = new StringBuilder();
    boolean blank = false;
    for (int c : text.codePoints().toArray()) {
      if (isBlank(c)) {
        blank = true;
      } else {
        spaced.append(blank && !spaced.isEmpty() ? " " : "").appendCodePoint(c);
        blank = false;
      }
    }
    return spaced.toString();
  }

  /** Digits of any script, full-width ones too, as 0 to 9. */
  static String asciiDigits(String text) {
    return DIGIT
        .matcher(text)
        .replaceAll(digit -> "" + Character.digit(digit.group().codePointAt(0), 10));
  }

  private Texts() {}
}
