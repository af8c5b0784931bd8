package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
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
   * @param validators of the lead as a whole
   */
  public static MappedLead map(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> surroundings,
      List<LeadValidator> validators) {
    List<FieldWay> ways = ways(mapping, payload, surroundings);
    Map<String, JsonNode> fields = fields(ways);
    List<Problem> problems = new ArrayList<>();
    ways.forEach(way -> problems.addAll(way.problems()));
    for (LeadValidator validator : validators) {
      problems.addAll(validate(validator, fields, known(payload, surroundings)));
    }
    return new MappedLead(fields, List.copyOf(problems));
  }

  /**
   * The same for a test lead, whose answers are placeholders: what cannot be formatted is kept as
   * it is, what is missing is left out, and nothing is a problem.
   */
  public static MappedLead leniently(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> surroundings) {
    Function<String, Optional<String>> known = known(payload, surroundings);
    List<FieldWay> ways =
        mapping.stream().map(field -> Walk.of(field, payload, known, true)).toList();
    return new MappedLead(fields(ways), List.of());
  }

  /** How each field comes to its value, to be shown. */
  public static List<FieldWay> ways(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> surroundings) {
    Function<String, Optional<String>> known = known(payload, surroundings);
    return mapping.stream().map(field -> Walk.of(field, payload, known, false)).toList();
  }

  private static Map<String, JsonNode> fields(List<FieldWay> ways) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    ways.forEach(way -> way.value().ifPresent(value -> fields.put(way.field().leadField(), value)));
    return fields;
  }

  /**
   * The payload, then the surroundings; and a name may be written as Meta writes it ({@code
   * campaign_name}) or as the log does ({@code campaignName}).
   */
  private static Function<String, Optional<String>> known(
      LeadPayload payload, Function<String, Optional<String>> surroundings) {
    return name ->
        payload
            .value(name)
            .or(() -> surroundings.apply(name))
            .or(() -> payload.value(Spelling.asMeta(name)))
            .or(() -> surroundings.apply(Spelling.asTheLog(name)));
  }

  private static List<Problem> validate(
      LeadValidator validator,
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known) {
    try {
      return validator.validate(Map.copyOf(fields), known);
    } catch (RuntimeException e) {
      String rule = validator.getClass().getSimpleName();
      return List.of(new Problem("lead", rule, Reason.INVALID_FORMAT, Walk.unfit(e), null));
    }
  }

  private LeadMapping() {}
}
