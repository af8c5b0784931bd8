package dev.leadlog.mapping.formatting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The parts of a full name, each possibly empty. The given name is first, or after a comma
 * ("Lovelace, Ada").
 */
record FullName(String first, String middle, String last) {

  private static final Set<String> SUFFIXES =
      Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "junior", "filho", "neto");

  static FullName of(String text) {
    String[] parts = text.split("[,\uFF0C\u060C]", -1);
    String family = UnicodeText.singleSpaced(parts[0]);
    String given = parts.length == 2 ? UnicodeText.singleSpaced(parts[1]) : "";
    if (family.isEmpty() || given.isEmpty() || isSuffix(given)) {
      return ofWords(UnicodeText.singleSpaced(text.replaceAll("[,\uFF0C\u060C]", " ")).split(" "));
    }
    String[] words = given.split(" ", 2);
    return new FullName(words[0], words.length > 1 ? words[1] : "", family);
  }

  private static FullName ofWords(String[] words) {
    int last = beginOfLast(words);
    return new FullName(words[0], joined(words, 1, last), joined(words, last, words.length));
  }

  /**
   * Returns where the last name begins, including particles and suffixes, as in "van der Berg" and
   * "Smith Jr."; never the first word.
   */
  private static int beginOfLast(String[] words) {
    int begin = words.length - 1;
    if (begin > 1 && isSuffix(words[begin])) {
      begin--;
    }
    while (begin > 1 && NameParticles.isOne(words[begin - 1])) {
      begin--;
    }
    return Math.max(begin, 1);
  }

  private static boolean isSuffix(String word) {
    return SUFFIXES.contains(word.toLowerCase(Locale.ROOT));
  }

  private static String joined(String[] words, int from, int to) {
    return from >= to ? "" : String.join(" ", Arrays.copyOfRange(words, from, to));
  }

  /** A name is personal data. */
  @Override
  public String toString() {
    return "FullName";
  }
}
