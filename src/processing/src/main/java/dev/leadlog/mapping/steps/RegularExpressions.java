package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Regular expressions in configurations. RE2 needs time proportional to the text for every
 * expression; therefore it has no look-around and no back-references.
 */
public final class RegularExpressions {

  private static final int LONGEST = 500;

  /** The maximum size of the compiled expression; each instruction may read each character once. */
  private static final int LARGEST = 2_000;

  private static final int MOST_REPEATS = 5_000;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

  public static Argument<Pattern> argument(String name) {
    return Argument.of(
        ArgumentType.EXPRESSION,
        name,
        "an RE2 regular expression in quotes, of at most 500 characters, without"
            + " look-around, back-references and large repetitions",
        RegularExpressions::read);
  }

  private static Optional<Pattern> read(JsonNode value) {
    String text = value.asText();
    if (!value.isTextual() || text.isEmpty() || text.length() > LONGEST || isHuge(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(text)).filter(p -> p.programSize() <= LARGEST);
    } catch (PatternSyntaxException wrong) {
      return Optional.empty();
    }
  }

  /** Nested repetitions are multiplied during compilation, before the size is known. */
  private static boolean isHuge(String text) {
    long repeats = 1;
    java.util.regex.Matcher matcher = REPEAT.matcher(text);
    while (matcher.find() && repeats <= MOST_REPEATS) {
      String most = matcher.group(2) == null || matcher.group(2).isEmpty() ? "" : matcher.group(2);
      repeats *= Math.max(1, Long.parseLong(most.isEmpty() ? matcher.group(1) : most));
    }
    return repeats > MOST_REPEATS;
  }

  private RegularExpressions() {}
}
