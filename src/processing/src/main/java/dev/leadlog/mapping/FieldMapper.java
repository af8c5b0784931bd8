package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.FieldTrace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Maps one field from a lead's answers to its value. */
final class FieldMapper {

  private final FieldMapping field;
  private final boolean lenient;
  private final List<Step> steps = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean byDefault;
  private List<JsonNode> answers;

  private FieldMapper(FieldMapping field, List<JsonNode> answers, boolean lenient) {
    this.field = field;
    this.answers = answers;
    this.lenient = lenient;
  }

  /**
   * @param resolver resolves {@code field:<name>}
   * @param lenient whether values that cannot be formatted are kept unchanged, without a problem
   */
  static FieldTrace of(
      FieldMapping field,
      LeadPayload payload,
      Function<String, Optional<String>> resolver,
      boolean lenient) {
    List<JsonNode> answers =
        field.metaFields().stream()
            .flatMap(name -> answers(name, payload, resolver))
            .<JsonNode>map(TextNode::new)
            .toList();
    return new FieldMapper(field, answers, lenient).map(resolver);
  }

  /** Returns the answers to a question with this name, else the value of {@code field:<name>}. */
  private static Stream<String> answers(
      String name, LeadPayload payload, Function<String, Optional<String>> resolver) {
    return payload.asks(name) ? payload.answer(name).stream() : resolver.apply(name).stream();
  }

  private FieldTrace map(Function<String, Optional<String>> resolver) {
    List<JsonNode> values = format(answers);
    if (values.isEmpty() && problems.isEmpty() && !field.defaults().isEmpty()) {
      values = format(defaultValue(resolver));
    }
    if (!lenient && problems.isEmpty()) {
      check(values);
    }
    return new FieldTrace(
        field,
        answers,
        byDefault,
        List.copyOf(steps),
        problems.isEmpty() ? values : kept(),
        List.copyOf(problems));
  }

  private List<JsonNode> kept() {
    return problems.stream().allMatch(field::keeps) && SizeLimits.hold(answers)
        ? answers
        : List.of();
  }

  private List<JsonNode> defaultValue(Function<String, Optional<String>> resolver) {
    byDefault = true;
    steps.clear();
    answers =
        field.defaults().stream()
            .flatMap(
                one -> FieldMapping.reference(one).map(resolver).orElse(Optional.of(one)).stream())
            .limit(1)
            .<JsonNode>map(TextNode::new)
            .toList();
    if (answers.isEmpty() && !lenient && !field.isOptional()) {
      String rule = String.join(", ", field.defaults());
      problems.add(new Problem(field.leadField(), rule, Reason.UNRESOLVED_DEFAULT));
    }
    return answers;
  }

  private List<JsonNode> format(List<JsonNode> start) {
    List<JsonNode> values = start;
    for (PreparedStep<PreparedFunction> step :
        problems.isEmpty() ? field.formats() : List.<PreparedStep<PreparedFunction>>of()) {
      FormatResult result = run(step, values);
      if (result instanceof FormatResult.Values formatted) {
        values = formatted.values();
        steps.add(new Step(step.name(), values));
      } else {
        steps.add(new Step(step.name(), null));
        if (!lenient) {
          problems.add(problem(step.name(), ((FormatResult.Failed) result).violation()));
          return List.of();
        }
      }
    }
    return values;
  }

  /** A custom function may throw an exception, which must not stop the lead. */
  private static FormatResult run(PreparedStep<PreparedFunction> step, List<JsonNode> values) {
    try {
      FormatResult result = step.run().apply(values);
      return result instanceof FormatResult.Values some && !SizeLimits.hold(some.values())
          ? SizeLimits.exceeded(null)
          : result;
    } catch (RuntimeException e) {
      return FormatResult.failed(Reason.INVALID_FORMAT, expectation(e), null);
    }
  }

  private void check(List<JsonNode> values) {
    if (values.isEmpty() && field.isRequired()) {
      problems.add(new Problem(field.leadField(), "required", Reason.MISSING_REQUIRED));
      return;
    }
    for (PreparedStep<PreparedValidator> step : field.checks()) {
      violation(step, values)
          .map(violation -> problem(step.name(), violation))
          .ifPresent(problems::add);
    }
  }

  private static Optional<Violation> violation(
      PreparedStep<PreparedValidator> step, List<JsonNode> values) {
    try {
      return step.run().violation(values);
    } catch (RuntimeException e) {
      return Optional.of(new Violation(Reason.INVALID_FORMAT, expectation(e), null));
    }
  }

  /**
   * Returns what the step expects, as text of a violation. It omits the exception's message, which
   * may contain the value.
   */
  static String expectation(RuntimeException e) {
    return "a value that this step can process (" + e.getClass().getSimpleName() + ")";
  }

  private Problem problem(String rule, Violation violation) {
    return Problem.of(field.leadField(), rule, violation);
  }
}
