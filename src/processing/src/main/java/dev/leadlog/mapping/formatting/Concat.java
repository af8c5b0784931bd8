package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** The answers to several questions as one text; a question without an answer leaves no gap. */
@Singleton
class Concat implements FormattingFunction {

  private static final Argument<String> SEPARATOR = Argument.text("separator").otherwise(" ");

  @Override
  public String name() {
    return "concat";
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
