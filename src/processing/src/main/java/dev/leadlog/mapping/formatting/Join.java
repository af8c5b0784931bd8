package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** The answers to a multi-select as one text. */
@Singleton
class Join implements FormattingFunction {

  private static final Argument<String> SEPARATOR = Argument.text("separator").otherwise(", ");

  @Override
  public String name() {
    return "join";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(SEPARATOR);
  }

  @Override
  public Format prepare(Arguments given) {
    return Joined.with(given.get(SEPARATOR));
  }
}
