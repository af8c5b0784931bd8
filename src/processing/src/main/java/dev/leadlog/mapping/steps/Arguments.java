package dev.leadlog.mapping.steps;

import dev.leadlog.document.StrictReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The arguments that a configuration gives a step. */
public final class Arguments {

  private final Map<Argument<?>, Object> values = new HashMap<>();
  private final StrictReader given;

  private Arguments(StrictReader given) {
    this.given = given;
  }

  /** Prepares a step; empty if an argument is wrong, which adds a mistake to the reader. */
  public static <T> Optional<T> prepare(MappingStep<T> step, StrictReader given) {
    int mistakesBefore = given.mistakes().size();
    Arguments arguments = new Arguments(given);
    arguments.read(step);
    if (given.mistakes().size() > mistakesBefore) {
      return Optional.empty();
    }
    T prepared = step.prepare(arguments);
    return given.mistakes().size() > mistakesBefore ? Optional.empty() : Optional.of(prepared);
  }

  /** Returns null if the argument is not given and has no default. */
  @SuppressWarnings("unchecked")
  public <T> T get(Argument<T> argument) {
    return (T) values.getOrDefault(argument, argument.otherwise());
  }

  public <T> Optional<T> find(Argument<T> argument) {
    return Optional.ofNullable(get(argument));
  }

  /** Adds a mistake that results from several arguments together. */
  public void refuse(Argument<?> argument, String whatIsWrong) {
    given.mistake(argument.name(), whatIsWrong);
  }

  private void read(MappingStep<?> step) {
    given.knowing(step.arguments().stream().map(Argument::name).toList());
    step.arguments().forEach(this::read);
  }

  private void read(Argument<?> argument) {
    if (!given.has(argument.name())) {
      if (argument.isRequired()) {
        refuse(argument, "is missing; enter " + argument.expected());
      }
      return;
    }
    Optional<?> read = argument.read().apply(given.json(argument.name()));
    read.ifPresent(right -> values.put(argument, right));
    if (read.isEmpty()) {
      refuse(argument, "must be " + argument.expected());
    }
  }
}
