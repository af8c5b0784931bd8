package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** So many characters, as databases count them: by code points. */
@Singleton
class Length implements FieldValidator {

  private static final int LONGEST = 100_000;
  private static final Argument<Integer> MIN = Argument.number("min", 0, LONGEST).otherwise(0);
  private static final Argument<Integer> MAX =
      Argument.number("max", 1, LONGEST).otherwise(LONGEST);

  @Override
  public String name() {
    return "length";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(MIN, MAX);
  }

  @Override
  public Check prepare(Arguments given) {
    int min = given.get(MIN);
    int max = given.get(MAX);
    if (min > max) {
      given.refuse(MIN, "is more than max");
    }
    String expected =
        min == 0
            ? "of " + max + " characters at most"
            : max == LONGEST
                ? "of " + min + " characters at least"
                : "of " + min + " to " + max + " characters";
    return Check.ofEach(
        value -> {
          long length = value.asText().codePoints().count();
          return Flaws.unless(
              length >= min && length <= max, Reason.INVALID_FORMAT, expected, value);
        });
  }
}
