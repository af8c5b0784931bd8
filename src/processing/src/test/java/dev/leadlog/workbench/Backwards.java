package dev.leadlog.workbench;

import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** A formatting function that someone added: a class, and nothing else. */
@Singleton
public class Backwards implements FormattingFunction {

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
