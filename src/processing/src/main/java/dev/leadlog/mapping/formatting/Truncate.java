package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The beginning of a text, of so many characters at most, as databases count them: by code points.
 * What a reader sees as one character, as a letter with its accent or an emoji of several parts, is
 * not cut in two.
 */
@Singleton
class Truncate implements FormattingFunction {

  private static final Argument<Integer> MAX = Argument.number("max", 1, 100_000).required();

  private static final int JOINER = 0x200D;

  @Override
  public String name() {
    return "truncate";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(MAX);
  }

  @Override
  public Format prepare(Arguments given) {
    int max = given.get(MAX);
    return Format.ofEachText(text -> cut(text, max));
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    return points.length <= max ? text : new String(points, 0, end(points, max));
  }

  /** A character that is longer than all the room there is must be cut. */
  private static int end(int[] points, int max) {
    int end = max;
    while (end > 0 && isOnePart(points, end)) {
      end--;
    }
    return end == 0 ? max : end;
  }

  /** Whether a cut before this place would cut a character in two. */
  private static boolean isOnePart(int[] points, int at) {
    int before = points[at - 1];
    int after = points[at];
    return isMark(after)
        || after == JOINER
        || before == JOINER
        || (before == '\r' && after == '\n')
        || (isFlagLetter(after) && flagLettersBefore(points, at) % 2 == 1);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    boolean isSkinColour = c >= 0x1F3FB && c <= 0x1F3FF;
    return isSkinColour
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isFlagLetter(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static int flagLettersBefore(int[] points, int at) {
    int from = at;
    while (from > 0 && isFlagLetter(points[from - 1])) {
      from--;
    }
    return at - from;
  }
}
