package dev.leadlog.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Suggests the known name that is closest to an unknown one. */
public final class SpellingSuggestion {

  /** The time of a comparison grows with the length. */
  private static final int LONGEST_COMPARED = 60;

  /** Returns {@code did you mean dryRun?}, or all known names if none of them is close. */
  public static String hint(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "no name is valid here";
    }
    return nearest(unknown, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> "valid names are " + String.join(", ", new TreeSet<>(known)));
  }

  private static Optional<String> nearest(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> unknown.length() <= LONGEST_COMPARED)
        .filter(name -> distance(unknown, name) <= 1 + name.length() / 4)
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /** The edit distance, without regard to case and separators. */
  private static int distance(String unknown, String name) {
    String a = plain(unknown);
    String b = plain(name);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }

  private SpellingSuggestion() {}
}
