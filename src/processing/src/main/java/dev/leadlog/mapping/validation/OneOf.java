package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of some values, as they stand there. */
@Singleton
class OneOf implements FieldValidator {

  private static final Argument<List<String>> VALUES = Argument.texts("values").required();
  private static final int MOST_TOLD = 10;

  @Override
  public String name() {
    return "one_of";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(VALUES);
  }

  @Override
  public Check prepare(Arguments given) {
    List<String> values = given.get(VALUES);
    Set<String> allowed = new HashSet<>(values);
    String expected =
        values.size() <= MOST_TOLD
            ? "one of " + String.join(", ", values)
            : "one of the " + values.size() + " values";
    return Check.ofEach(
        value ->
            Flaws.unless(allowed.contains(value.asText()), Reason.INVALID_FORMAT, expected, value));
  }
}
