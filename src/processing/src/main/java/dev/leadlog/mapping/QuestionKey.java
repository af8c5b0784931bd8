package dev.leadlog.mapping;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Normalizes the key of a question, so that different spellings of a key are equal: composed
 * letters, typographic signs, upper case, blanks.
 */
public final class QuestionKey {

  private static final String SINGLE_QUOTES = "\u2018\u2019\u201A\u201B\u2032\u02BC\u02B9\u00B4`";
  private static final String DOUBLE_QUOTES = "\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB";

  public static String normal(String key) {
    if (key.chars().allMatch(QuestionKey::isPlain)) {
      return key;
    }
    StringBuilder normal = new StringBuilder();
    Normalizer.normalize(withoutQuotes(key), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(c -> append(normal, c));
    int end = normal.length();
    return normal
        .substring(0, end > 0 && normal.charAt(end - 1) == ' ' ? end - 1 : end)
        .replace(' ', '_');
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** Done before NFKC, which would convert a single accent to a blank and an accent. */
  private static String withoutQuotes(String key) {
    StringBuilder ascii = new StringBuilder(key);
    for (int i = 0; i < ascii.length(); i++) {
      if (SINGLE_QUOTES.indexOf(ascii.charAt(i)) >= 0) {
        ascii.setCharAt(i, '\'');
      } else if (DOUBLE_QUOTES.indexOf(ascii.charAt(i)) >= 0) {
        ascii.setCharAt(i, '"');
      }
    }
    return ascii.toString();
  }

  /** Collapses blanks, and drops those at the beginning. */
  private static void append(StringBuilder normal, int c) {
    if (Character.getType(c) == Character.DASH_PUNCTUATION) {
      normal.append('-');
    } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
      normal.appendCodePoint(c);
    } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
      normal.append(' ');
    }
  }

  private QuestionKey() {}
}
