package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mapping made of a lead.
 *
 * @param fields the destination's fields in the mapping's order, each a text, a number, true or
 *     false, or a list of them where a question has several answers; a field without a value is not
 *     there
 * @param problems why it must not be delivered as it is; empty when it may
 * @param passedOver problems with which it is delivered all the same
 * @param traces how each field of the mapping came to its value, to be shown
 */
public record MappedLead(
    Map<String, JsonNode> fields,
    List<Problem> problems,
    List<Problem> passedOver,
    List<FieldTrace> traces) {

  /** The same without the values that the destination's fields cannot hold. */
  public MappedLead without(List<Problem> unfit) {
    Set<String> passing =
        traces.stream()
            .filter(trace -> unfit.stream().anyMatch(trace.field()::passesOver))
            .map(trace -> trace.field().leadField())
            .collect(Collectors.toSet());
    Map<String, JsonNode> fewer = new LinkedHashMap<>(fields);
    List<Problem> errors = new ArrayList<>(problems);
    List<Problem> passed = new ArrayList<>(passedOver);
    for (Problem problem : unfit) {
      fewer.remove(problem.field());
      (passing.contains(problem.field()) ? passed : errors).add(problem);
    }
    return new MappedLead(fewer, errors, passed, traces);
  }

  /** What is wrong where formatting made too much of an answer; empty where it did not. */
  public List<String> tooLarge() {
    return Stream.concat(problems.stream(), passedOver.stream())
        .filter(problem -> SizeLimits.EXPECTED.equals(problem.expected()))
        .map(Problem::message)
        .toList();
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "MappedLead[" + fields.keySet() + ", " + problems + "]";
  }
}
