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
 * The result of mapping a lead.
 *
 * @param fields the destination's fields in the order of the mapping, each a text, a number, a
 *     boolean, or a list of them for several answers; fields without a value are left out
 * @param problems why the lead must not be delivered; empty if it may
 * @param toleratedProblems problems with which it is delivered nevertheless
 * @param traces the trace of each field, for the preview
 */
public record MappedLead(
    Map<String, JsonNode> fields,
    List<Problem> problems,
    List<Problem> toleratedProblems,
    List<FieldTrace> traces) {

  /** Returns the lead without the values that the destination's fields cannot hold. */
  public MappedLead without(List<Problem> unfit) {
    Set<String> passing =
        traces.stream()
            .filter(trace -> unfit.stream().anyMatch(trace.field()::tolerates))
            .map(trace -> trace.field().leadField())
            .collect(Collectors.toSet());
    Map<String, JsonNode> fewer = new LinkedHashMap<>(fields);
    List<Problem> errors = new ArrayList<>(problems);
    List<Problem> passed = new ArrayList<>(toleratedProblems);
    for (Problem problem : unfit) {
      fewer.remove(problem.field());
      (passing.contains(problem.field()) ? passed : errors).add(problem);
    }
    return new MappedLead(fewer, errors, passed, traces);
  }

  /** Returns the messages about results of formatting that are too large; empty for none. */
  public List<String> tooLarge() {
    return Stream.concat(problems.stream(), toleratedProblems.stream())
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
