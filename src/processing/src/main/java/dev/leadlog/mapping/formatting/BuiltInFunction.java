package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A formatting function that consists of its name, its description, its arguments and its
 * preparation.
 *
 * @param preparation see {@link #prepare}
 */
record BuiltInFunction(
    String name,
    String description,
    List<Argument<?>> arguments,
    Function<Arguments, PreparedFunction> preparation,
    boolean makesValue,
    List<String> validators)
    implements FormattingFunction {

  /** Creates a function that needs a value and adds no validators. */
  BuiltInFunction(
      String name,
      String description,
      List<Argument<?>> arguments,
      Function<Arguments, PreparedFunction> preparation) {
    this(name, description, arguments, preparation, false, List.of());
  }

  /** Creates a function without arguments that accepts any text. */
  static BuiltInFunction ofEachText(String name, String description, UnaryOperator<String> one) {
    return new BuiltInFunction(
        name, description, List.of(), given -> PreparedFunction.ofEachText(one));
  }

  @Override
  public PreparedFunction prepare(Arguments given) {
    return preparation.apply(given);
  }
}
