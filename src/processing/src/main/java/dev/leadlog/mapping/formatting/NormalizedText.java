package dev.leadlog.mapping.formatting;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Normalizes a text for comparison: words of letters and digits in lower case, without accents,
 * separated by single spaces.
 */
public final class NormalizedText {

  public static String of(String text) {
    String lower = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder();
    lower
        .codePoints()
        .filter(c -> !isDropped(c))
        .map(c -> isOfWords(c) ? c : ' ')
        .forEach(plain::appendCodePoint);
    return UnicodeText.singleSpaced(UnicodeText.asciiDigits(plain.toString()));
  }

  /** Accents, joiners, and optional signs of Arabic and Hindi. */
  private static boolean isDropped(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x64B && c <= 0x655)
        || "\u0640\u0670\u093C\u200C\u200D".indexOf(c) >= 0;
  }

  /** Letters, digits, and the combining signs of Hindi and Arabic. */
  private static boolean isOfWords(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private NormalizedText() {}
}
