package dev.leadlog.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationField;
import java.util.Optional;

/** What the types of a CRM's fields hold. */
public interface FieldTypes {

  /** The value as the field holds it; nothing where the field cannot hold it. */
  Optional<JsonNode> fitted(DestinationField field, JsonNode value);

  /** What a value would have to be, in words that follow "must be". */
  String expected(DestinationField field);

  /** What is sent for a field of which nothing is known. */
  JsonNode plain(JsonNode value);

  /** What a value would have to be; nothing where the field can hold it. */
  default Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return fitted(field, value).isPresent() ? Optional.empty() : Optional.of(expected(field));
  }
}
