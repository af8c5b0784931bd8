package dev.leadlog.mapping.validation;

import com.google.re2j.Pattern;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.Expressions;
import jakarta.inject.Singleton;
import java.util.List;

/** A value that a regular expression matches from its beginning to its end. */
@Singleton
class MatchesPattern implements FieldValidator {

  private static final Argument<Pattern> PATTERN = Expressions.argument("pattern").required();

  @Override
  public String name() {
    return "pattern";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PATTERN);
  }

  @Override
  public Check prepare(Arguments given) {
    Pattern pattern = given.get(PATTERN);
    return Check.ofEach(
        value ->
            Flaws.unless(
                pattern.matches(value.asText()),
                Reason.INVALID_FORMAT,
                "text that " + pattern.pattern() + " matches",
                value));
  }
}
