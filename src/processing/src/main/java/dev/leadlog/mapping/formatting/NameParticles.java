package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Set;

/**
 * Particles such as "van" and "de", which belong to the next word and are written in lower case
 * within a name.
 */
final class NameParticles {

  private static final Set<String> ALL =
      Set.of(
          "van", "von", "vom", "zu", "zum", "zur", "der", "den", "des", "dem", "de", "del", "della",
          "dello", "degli", "di", "da", "das", "do", "dos", "du", "la", "las", "le", "los", "lo",
          "ten", "ter", "te", "het", "af", "av", "bin", "ibn", "bint", "al", "el");

  static boolean isOne(String word) {
    return ALL.contains(word.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns whether the word at this index is written in lower case: never the last word, and the
   * first only if another particle follows, as in "van der Berg", because "Van" alone is often a
   * given name.
   */
  static boolean isSmall(String[] words, int at) {
    return at < words.length - 1
        && isOne(words[at])
        && (at > 0 || isOne(words[at + 1]) && words.length > 2);
  }

  private NameParticles() {}
}
