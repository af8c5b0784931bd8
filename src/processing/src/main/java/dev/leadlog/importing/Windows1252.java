package dev.leadlog.importing;

/**
 * Detects and decodes Windows-1252, in which spreadsheets of western Europe and America save CSV
 * files. It is detected by the letters: text of another code page would give impossible words.
 */
final class Windows1252 {

  /** The characters of the bytes 0x80 to 0x9F; all others are as in Latin-1. */
  private static final String SPECIAL = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

  /** Without the Icelandic letters, whose bytes mean ğ, ş and ı in Turkish files. */
  private static final String LETTERS =
      "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŽžŸ";

  /** Signs at the edge of a word. */
  private static final String SIGNS = "€„“”‘–—…«»¿¡°ºª§·™®©\u00A0";

  /** Text in Cyrillic, Greek or Asian code pages has more such letters in a row. */
  private static final int MOST_IN_A_ROW = 2;

  /**
   * Decodes the text.
   *
   * @param latin the bytes as Latin-1
   */
  static String of(String latin) {
    StringBuilder text = new StringBuilder(latin);
    for (int i = 0; i < text.length(); i++) {
      text.setCharAt(i, letter(text.charAt(i)));
    }
    return text.toString();
  }

  private static char letter(char latin) {
    return latin >= 0x80 && latin <= 0x9F ? SPECIAL.charAt(latin - 0x80) : latin;
  }

  /**
   * Returns whether bytes are not UTF-8 and contain words of western languages.
   *
   * @param latin the bytes as Latin-1; the last character may be cut
   */
  static boolean areIn(String latin) {
    int row = 0;
    boolean any = false;
    for (int i = 0; i < latin.length(); i++) {
      boolean isAscii = latin.charAt(i) < 0x80;
      row = isAscii ? 0 : row + 1;
      if (!isAscii && (row > MOST_IN_A_ROW || isUtf8(latin, i) || !fits(latin, i))) {
        return false;
      }
      any |= !isAscii;
    }
    return any;
  }

  /** Returns whether a multi-byte UTF-8 character begins here. */
  private static boolean isUtf8(String latin, int i) {
    char first = latin.charAt(i);
    int more = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    return more > 0
        && i + more < latin.length()
        && latin.substring(i + 1, i + 1 + more).chars().allMatch(c -> (c & 0xC0) == 0x80);
  }

  private static boolean fits(String latin, int i) {
    char c = letter(latin.charAt(i));
    char before = i == 0 ? ' ' : letter(latin.charAt(i - 1));
    char after = i + 1 == latin.length() ? ' ' : letter(latin.charAt(i + 1));
    if (LETTERS.indexOf(c) >= 0) {
      return !(Character.isUpperCase(c) && Character.isLowerCase(before));
    }
    boolean within = Character.isLetter(before) && Character.isLetter(after);
    return c == '’' || SIGNS.indexOf(c) >= 0 && !within;
  }

  private Windows1252() {}
}
