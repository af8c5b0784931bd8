package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlog.log.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The steps from a lead's answers to the value of one field.
 *
 * @param answers the input: the answers, or the default if they gave no value
 * @param byDefault whether the default was used
 * @param steps the result of each formatting function, in their order
 * @param values the values to deliver; empty if there is none, or a problem for which the answer is
 *     not kept
 * @param problems all problems, including those with which the lead is delivered nevertheless
 */
public record FieldTrace(
    FieldMapping field,
    List<JsonNode> answers,
    boolean byDefault,
    List<Step> steps,
    List<JsonNode> values,
    List<Problem> problems) {

  /**
   * @param name the formatting function's name
   * @param values its result; null if it failed
   */
  public record Step(String name, List<JsonNode> values) {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Step[" + name + "]";
    }
  }

  /** Returns the problems that make the lead an Error, or those that are only noted. */
  List<Problem> problems(boolean toleratedProblems) {
    return problems.stream().filter(p -> field.tolerates(p) == toleratedProblems).toList();
  }

  /** Creates the trace of a field that was not mapped. */
  static FieldTrace unmapped(FieldMapping field) {
    return new FieldTrace(field, List.of(), false, List.of(), List.of(), List.of());
  }

  /** Returns the size of all results in bytes. */
  long work() {
    return steps.stream()
        .filter(step -> step.values() != null)
        .mapToLong(step -> SizeLimits.size(step.values()))
        .sum();
  }

  /**
   * Returns the trace without its values, because together with the previous fields they are too
   * large.
   */
  FieldTrace tooLarge(boolean lenient) {
    Problem problem =
        Problem.of(
            field.leadField(),
            "size",
            new Violation(Reason.INVALID_FORMAT, SizeLimits.EXPECTED, null));
    List<Problem> why = lenient || !problems.isEmpty() ? problems : List.of(problem);
    return new FieldTrace(field, answers, byDefault, steps, List.of(), why);
  }

  /** Returns one value, or several as a list; empty for none. */
  public Optional<JsonNode> value() {
    if (values.size() < 2) {
      return values.stream().findFirst();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    return Optional.of(list);
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "FieldTrace[" + field.leadField() + ", " + problems + "]";
  }
}
