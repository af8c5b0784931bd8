package dev.leadlog.notice;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A notice without the format of its channel.
 *
 * @param text the text with placeholders
 * @param values resolves a placeholder; empty if there is no value
 * @param link the link to the lead or the list in the console; null if no console is configured
 */
record Notice(NoticeText text, UnaryOperator<String> values, String link) {

  private static final NoticeText SEVERAL =
      new NoticeText("{{count}} more leads arrived within a minute. See the list of leads.");

  private static final int LONGEST_VALUE = 2_000;
  private static final int SHORTEST_CUT = 15;

  /** Creates one notice for several leads. */
  static Notice ofSeveral(int count, String link) {
    return new Notice(SEVERAL, name -> Integer.toString(count), link);
  }

  boolean isOfSeveral() {
    return text.equals(SEVERAL);
  }

  /** Returns another text with the same values. */
  Notice with(NoticeText other) {
    return new Notice(other, values, link);
  }

  /** Returns the text without escaping. */
  String plain() {
    return filled(UnaryOperator.identity(), LONGEST_VALUE);
  }

  /**
   * Returns the text with each value escaped, and truncated as far as necessary.
   *
   * @param fits whether the channel accepts the text
   */
  String written(UnaryOperator<String> escape, Predicate<String> fits) {
    String written = filled(escape, LONGEST_VALUE);
    for (int longest = LONGEST_VALUE / 2;
        longest >= SHORTEST_CUT && !fits.test(written);
        longest /= 2) {
      written = filled(escape, longest);
    }
    return written;
  }

  private String filled(UnaryOperator<String> escape, int longest) {
    return text.filled(name -> escape.apply(cut(values.apply(name), longest)));
  }

  /** On one line, so that an answer cannot imitate another line of the notice. */
  private static String cut(String value, int longest) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (line.length() <= longest) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + "…";
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "Notice[]";
  }
}
