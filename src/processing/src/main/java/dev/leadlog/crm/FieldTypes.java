package dev.leadlog.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationField;
import java.util.Optional;

/** Defines which values the field types of a CRM accept. */
public interface FieldTypes {

  /** Converts a value to the type of the field; empty if the field cannot hold it. */
  Optional<JsonNode> fitted(DestinationField field, JsonNode value);

  /** Describes the accepted values, as text that follows "must be". */
  String expected(DestinationField field);

  /** Converts a value for a field whose type is unknown. */
  JsonNode plain(JsonNode value);

  /** Describes the accepted values; empty if the field can hold the value. */
  default Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return fitted(field, value).isPresent() ? Optional.empty() : Optional.of(expected(field));
  }
}
