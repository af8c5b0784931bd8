package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
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

  /** What is wrong where formatting made too much of an answer; empty where it did not. */
  public List<String> tooLarge() {
    return Stream.concat(problems.stream(), passedOver.stream())
        .filter(problem -> Bounds.EXPECTED.equals(problem.expected()))
        .map(Problem::words)
        .toList();
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "MappedLead[" + fields.keySet() + ", " + problems + "]";
  }
}
