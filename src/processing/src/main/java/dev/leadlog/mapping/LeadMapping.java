package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.Problem;
import dev.leadlog.log.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Maps a lead field by field, and finds everything that is wrong with it at once. */
public final class LeadMapping {

  /**
   * @param surroundings where {@code field:} looks after the payload: the log, the form, the page
   */
  public static MappedLead map(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> surroundings) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (FieldMapping field : mapping) {
      List<String> values = values(field, payload, surroundings);
      if (!values.isEmpty()) {
        fields.put(field.leadField(), json(values));
      } else {
        problem(field).ifPresent(problems::add);
      }
    }
    return new MappedLead(fields, List.copyOf(problems));
  }

  private static List<String> values(
      FieldMapping field, LeadPayload payload, Function<String, Optional<String>> surroundings) {
    List<String> answer = field.metaField() == null ? List.of() : payload.answer(field.metaField());
    if (!answer.isEmpty() || field.defaultValue() == null) {
      return answer;
    }
    return field
        .defaultReference()
        .map(name -> payload.value(name).or(() -> surroundings.apply(name)))
        .orElseGet(() -> Optional.of(field.defaultValue()))
        .map(List::of)
        .orElse(List.of());
  }

  private static JsonNode json(List<String> values) {
    if (values.size() == 1) {
      return new TextNode(values.get(0));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    return list;
  }

  private static Optional<Problem> problem(FieldMapping field) {
    if (field.defaultReference().isPresent()) {
      return Optional.of(
          new Problem(field.leadField(), field.defaultValue(), Reason.UNRESOLVED_DEFAULT));
    }
    return field.required()
        ? Optional.of(new Problem(field.leadField(), "required", Reason.MISSING_REQUIRED))
        : Optional.empty();
  }

  private LeadMapping() {}
}
