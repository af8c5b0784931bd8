package dev.leadlog.workbench;

import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** A formatting function that a user added as one class. */
@Singleton
public class ReverseTextFunction implements FormattingFunction {

  @Override
  public String name() {
    return "backwards";
  }

  @Override
  public String description() {
    return "Writes a text backwards.";
  }

  @Override
  public PreparedFunction prepare(Arguments given) {
    return PreparedFunction.ofEachText(text -> new StringBuilder(text).reverse().toString());
  }
}
