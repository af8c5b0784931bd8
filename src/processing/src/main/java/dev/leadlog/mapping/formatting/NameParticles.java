package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Set;

/** Words that belong to the name behind them, and are written small within a name. */
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
   * Whether the word at this place is written small: never the last, and the first only where
   * another follows, as in "van der Berg": a "Van" alone is as often a given name.
   */
  static boolean isSmall(String[] words, int at) {
    return at < words.length - 1
        && isOne(words[at])
        && (at > 0 || isOne(words[at + 1]) && words.length > 2);
  }

  private NameParticles() {}
}
