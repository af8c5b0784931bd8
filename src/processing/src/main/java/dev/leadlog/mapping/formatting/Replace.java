package dev.leadlog.mapping.formatting;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.Expressions;
import jakarta.inject.Singleton;
import java.util.List;

/** Replaces all that a regular expression finds; {@code $1} is what its first group found. */
@Singleton
class Replace implements FormattingFunction {

  private static final Argument<Pattern> PATTERN = Expressions.argument("pattern").required();
  private static final Argument<String> WITH = Argument.text("with").otherwise("");
  private static final int LONGEST_WITH = 200;

  @Override
  public String name() {
    return "replace";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PATTERN, WITH);
  }

  @Override
  public Format prepare(Arguments given) {
    Pattern pattern = given.get(PATTERN);
    String with = given.get(WITH);
    if (with.length() > LONGEST_WITH || !fits(pattern, with)) {
      given.refuse(
          WITH,
          "must be up to 200 characters, with $1 only for a group that the pattern has; a dollar"
              + " sign itself is \\$");
    }
    return Format.ofEachText(text -> pattern.matcher(text).replaceAll(with));
  }

  /** Makes the pattern match nothing, too, so that the replacement is tried. */
  private static boolean fits(Pattern pattern, String with) {
    try {
      Pattern.compile("(?:" + pattern.pattern() + ")|").matcher("").replaceAll(with);
      return true;
    } catch (IndexOutOfBoundsException | IllegalArgumentException | PatternSyntaxException wrong) {
      return false;
    }
  }
}
