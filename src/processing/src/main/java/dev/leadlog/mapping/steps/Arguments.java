package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The arguments that a configuration gives a step. */
public final class Arguments {

  private final Map<Argument<?>, Object> values = new HashMap<>();
  private final BiConsumer<String, String> mistake;
  private boolean wrong;

  private Arguments(BiConsumer<String, String> mistake) {
    this.mistake = mistake;
  }

  /**
   * Prepares a step.
   *
   * @param given an object; empty for none
   * @param mistake is told the name of each argument that is wrong, and what is wrong with it
   * @return nothing where anything is
   */
  public static <T> Optional<T> prepare(
      Step<T> step, JsonNode given, BiConsumer<String, String> mistake) {
    Arguments arguments = new Arguments(mistake);
    arguments.read(step, given);
    if (arguments.wrong) {
      return Optional.empty();
    }
    T prepared = step.prepare(arguments);
    return arguments.wrong ? Optional.empty() : Optional.of(prepared);
  }

  /** Null where it is neither given nor has it a value otherwise. */
  @SuppressWarnings("unchecked")
  public <T> T get(Argument<T> argument) {
    return (T) values.getOrDefault(argument, argument.otherwise());
  }

  public <T> Optional<T> find(Argument<T> argument) {
    return Optional.ofNullable(get(argument));
  }

  /** For what only shows when arguments are seen together. */
  public void refuse(Argument<?> argument, String whatIsWrong) {
    refuse(argument.name(), whatIsWrong);
  }

  private void read(Step<?> step, JsonNode given) {
    List<String> known = step.arguments().stream().map(Argument::name).toList();
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                refuse(name, "is not an argument of " + step.name() + "; " + known(known));
              }
            });
    step.arguments().forEach(argument -> read(argument, given.path(argument.name())));
  }

  private void read(Argument<?> argument, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      if (argument.isRequired()) {
        refuse(argument, "is missing; give it " + argument.what());
      }
      return;
    }
    Optional<?> read = argument.read(value);
    read.ifPresent(right -> values.put(argument, right));
    if (read.isEmpty()) {
      refuse(argument, "must be " + argument.what());
    }
  }

  private void refuse(String name, String whatIsWrong) {
    wrong = true;
    mistake.accept(name, whatIsWrong);
  }

  private static String known(List<String> names) {
    return names.isEmpty()
        ? "it takes none"
        : "known are " + names.stream().sorted().collect(Collectors.joining(", "));
  }
}
