package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Set;

/** Capitalizes names of people word by word. */
final class PersonNames {

  private static final Set<String> NUMERALS = Set.of("ii", "iii", "iv");
  private static final String APOSTROPHES = "'\u2019\u02BC`\u00B4";
  private static final int SHORTEST_WITH_MC = 4;

  static String capitalized(String name) {
    String[] words = UnicodeText.singleSpaced(name).split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = capitalized(words, i);
    }
    return String.join(" ", words);
  }

  /** A word in mixed case is kept as the person wrote it. */
  private static String capitalized(String[] words, int at) {
    String word = words[at];
    String lower = lower(word);
    boolean small = word.equals(lower);
    if (!small && !word.equals(word.toUpperCase(Locale.ROOT))) {
      return word;
    }
    if (NameParticles.isSmall(words, at) || (small && at > 0 && isJoining(words, at))) {
      return lower;
    }
    boolean belongsToWhatFollows = at > 0 && isOne(lower, 'd');
    return belongsToWhatFollows
        ? lower.substring(0, 2) + inParts(word.substring(2))
        : NUMERALS.contains(lower) && at > 0 ? word.toUpperCase(Locale.ROOT) : inParts(word);
  }

  /** "Ramón y Cajal", "Silva e Souza"; a capital Y or E is an initial. */
  private static boolean isJoining(String[] words, int at) {
    return at < words.length - 1 && (words[at].equals("y") || words[at].equals("e"));
  }

  /** "d'Artagnan". */
  private static boolean isOne(String lower, char letter) {
    return lower.length() > 3
        && lower.charAt(0) == letter
        && APOSTROPHES.indexOf(lower.charAt(1)) >= 0;
  }

  /** Capitalizes the first letter and those after hyphens, full stops, O' and Mc. */
  private static String inParts(String word) {
    StringBuilder name = new StringBuilder();
    int[] typed = word.codePoints().toArray();
    int[] points = lower(word).codePoints().toArray();
    boolean keepsCapitals = typed.length == points.length;
    int start = 0;
    for (int i = 0; i < points.length; i++) {
      boolean begins = i == start || isMc(points, start, i);
      boolean isCapital = keepsCapitals && Character.isUpperCase(typed[i]);
      int capital = isCapital ? typed[i] : Character.toTitleCase(points[i]);
      name.appendCodePoint(begins ? capital : points[i]);
      if (endsPart(points[i]) || (i == start + 1 && isApostrophe(points[i]))) {
        start = i + 1;
      }
    }
    return name.toString();
  }

  private static boolean isMc(int[] points, int start, int at) {
    return at == start + 2
        && points[start] == 'm'
        && points[start + 1] == 'c'
        && points.length - start >= SHORTEST_WITH_MC;
  }

  private static boolean endsPart(int c) {
    return c == '-' || c == '.' || c == '\u2010' || c == '\u2011' || c == '/' || c == '(';
  }

  private static boolean isApostrophe(int c) {
    return APOSTROPHES.indexOf(c) >= 0;
  }

  /** Without this, a Turkish capital I with a dot would become two characters. */
  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
  }

  private PersonNames() {}
}
