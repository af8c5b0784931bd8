package dev.leadlog.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Problem;
import dev.leadlog.mapping.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a lead, converted to the field types of a CRM.
 *
 * @param values by the name of their field
 * @param problems the values that their fields cannot hold
 */
public record Conversion(Map<String, JsonNode> values, List<Problem> problems) {

  /**
   * Converts each value by the type of its field.
   *
   * @param known the fields of the CRM; a value of any other field is sent unchanged
   */
  public static Conversion of(
      Map<String, JsonNode> fields, List<DestinationField> known, FieldTypes types) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          Optional<DestinationField> field =
              known.stream().filter(one -> one.name().equals(name)).findFirst();
          Optional<JsonNode> converted =
              field.map(one -> types.fitted(one, value)).orElse(Optional.of(types.plain(value)));
          converted.ifPresent(held -> values.put(name, held));
          if (converted.isEmpty()) {
            Violation violation =
                new Violation(Reason.INVALID_FORMAT, types.expected(field.get()), value);
            problems.add(Problem.of(name, field.get().type(), violation));
          }
        });
    return new Conversion(values, List.copyOf(problems));
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "Conversion[" + problems + "]";
  }
}
