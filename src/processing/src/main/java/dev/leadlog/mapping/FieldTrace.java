package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlog.log.Reason;
import java.util.List;
import java.util.Optional;

/**
 * How one field came from a lead's answers to its value.
 *
 * @param answers what it began with: the answers, or the default where they came to nothing
 * @param byDefault whether it began with the default
 * @param steps what each formatting function left, in their order
 * @param values what is to be delivered; none where there is no value, or a problem for which the
 *     answer is not kept
 * @param problems those that the mapping passes over among them
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
   * @param values what it left; null where it failed
   */
  public record Step(String name, List<JsonNode> values) {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Step[" + name + "]";
    }
  }

  /** The problems that make the lead an Error, or those that are only noted. */
  List<Problem> problems(boolean passedOver) {
    return problems.stream().filter(p -> field.passesOver(p) == passedOver).toList();
  }

  /** One of which nothing was done. */
  static FieldTrace untried(FieldMapping field) {
    return new FieldTrace(field, List.of(), false, List.of(), List.of(), List.of());
  }

  /** How many bytes its steps have left, together. */
  long work() {
    return steps.stream()
        .filter(step -> step.values() != null)
        .mapToLong(step -> SizeLimits.size(step.values()))
        .sum();
  }

  /** The same without its values, which are too large together with those before. */
  FieldTrace tooLarge(boolean lenient) {
    Problem problem =
        Problem.of(
            field.leadField(),
            "size",
            new Violation(Reason.INVALID_FORMAT, SizeLimits.EXPECTED, null));
    List<Problem> why = lenient || !problems.isEmpty() ? problems : List.of(problem);
    return new FieldTrace(field, answers, byDefault, steps, List.of(), why);
  }

  /** One value as it is, several as a list; nothing for none. */
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
