package dev.leadlog.mapping.formatting;

import java.text.Normalizer;
import java.util.Locale;

/** What the functions know of text in any script. */
final class Texts {

  /** Characters without a width, which are no blanks to Java. */
  private static final String INVISIBLE = "\u200B\u200E\u200F\u2060\uFEFF";

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
    StringBuilder ascii = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isDigit(c)) {
                ascii.append(Character.digit(c, 10));
              } else {
                ascii.appendCodePoint(c);
              }
            });
    return ascii.toString();
  }

  /** For comparing: lower case, without accents, letters and digits with single spaces between. */
  static String plain(String text) {
    String lower = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder();
    lower
        .codePoints()
        .filter(c -> !isDropped(c))
        .map(c -> isOfWords(c) ? c : ' ')
        .forEach(plain::appendCodePoint);
    return singleSpaced(asciiDigits(plain.toString()));
  }

  /** Accents, joiners, and what may or may not be written in Arabic and Hindi. */
  private static boolean isDropped(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x64B && c <= 0x655)
        || "\u0640\u0670\u093C\u200C\u200D".indexOf(c) >= 0;
  }

  /** Letters, digits, and the signs that Hindi and Arabic put on them. */
  private static boolean isOfWords(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private Texts() {}
}
