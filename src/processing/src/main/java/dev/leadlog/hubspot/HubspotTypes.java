package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.crm.FieldTypes;
import dev.leadlog.crm.FieldValues;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.formatting.TypedValues;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Converts values to the types of HubSpot's properties; each value is sent as text (source:
 * HubSpot, "Properties API, property types").
 */
final class HubspotTypes implements FieldTypes {

  /** An enumeration that accepts several options. */
  static final String SEVERAL = "enumeration (several)";

  @Override
  public Optional<JsonNode> fitted(DestinationField field, JsonNode value) {
    return held(field, value).map(TextNode::new);
  }

  private static Optional<String> held(DestinationField field, JsonNode value) {
    String text = FieldValues.text(value).strip();
    return switch (field.type()) {
      case "number" -> FieldValues.number(value).map(n -> n.toPlainString());
      case "bool" -> FieldValues.yesOrNo(value).map(String::valueOf);
      case "date" -> TypedValues.date(text).map(String::valueOf);
      case "datetime" ->
          TypedValues.dateTime(text)
              .map(time -> DateTimeFormatter.ISO_INSTANT.format(time.toInstant(ZoneOffset.UTC)));
      case "enumeration" ->
          field.options().isEmpty() ? Optional.of(text) : FieldValues.option(field, text);
      case SEVERAL ->
          field.options().isEmpty()
              ? Optional.of(String.join(";", FieldValues.texts(value)))
              : FieldValues.options(field, value).map(chosen -> String.join(";", chosen));
      default -> Optional.of(FieldValues.text(value));
    };
  }

  @Override
  public String expected(DestinationField field) {
    return switch (field.type()) {
      case "number" -> FieldValues.NUMBER;
      case "bool" -> FieldValues.YES_OR_NO;
      case "date" -> FieldValues.DATE;
      case "datetime" -> FieldValues.DATE + ", and its time";
      default -> FieldValues.oneOf(field);
    };
  }

  @Override
  public JsonNode plain(JsonNode value) {
    return new TextNode(FieldValues.text(value));
  }
}
