package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.crm.FieldTypes;
import dev.leadlog.crm.FieldValues;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.formatting.TypedValues;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts values to the types of Salesforce's fields (source: Salesforce, "Object Reference, Field
 * Types", and "REST API, Valid Date and DateTime Formats").
 */
final class SalesforceTypes implements FieldTypes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  private static final long LARGEST_INT = Integer.MAX_VALUE;

  @Override
  public Optional<JsonNode> fitted(DestinationField field, JsonNode value) {
    String text = FieldValues.text(value).strip();
    return switch (field.type()) {
      case "boolean" -> FieldValues.yesOrNo(value).map(BooleanNode::valueOf);
      case "int" ->
          FieldValues.wholeNumber(value)
              .filter(n -> Math.abs(n) <= LARGEST_INT)
              .map(LongNode::valueOf);
      case "double", "currency", "percent", "long" ->
          FieldValues.number(withoutPercent(field, value)).map(DecimalNode::valueOf);
      case "date" -> TypedValues.date(text).map(date -> new TextNode(date.toString()));
      case "datetime" ->
          TypedValues.dateTime(text)
              .map(time -> DateTimeFormatter.ISO_INSTANT.format(time.toInstant(ZoneOffset.UTC)))
              .map(TextNode::new);
      case "time" -> TypedValues.time(text).map(time -> new TextNode(TIME.format(time)));
      case "picklist" -> choice(field, value).map(TextNode::new);
      case "multipicklist" -> choices(field, value).map(TextNode::new);
      default -> Optional.of(plain(value)).filter(held -> isShortEnough(field, held));
    };
  }

  private static JsonNode withoutPercent(DestinationField field, JsonNode value) {
    String text = FieldValues.text(value).strip();
    return field.type().equals("percent") && text.endsWith("%")
        ? new TextNode(text.substring(0, text.length() - 1).strip())
        : value;
  }

  private static Optional<String> choice(DestinationField field, JsonNode value) {
    String text = FieldValues.text(value).strip();
    return field.options().isEmpty() ? Optional.of(text) : FieldValues.option(field, text);
  }

  private static Optional<String> choices(DestinationField field, JsonNode value) {
    Optional<List<String>> chosen =
        field.options().isEmpty()
            ? Optional.of(FieldValues.texts(value))
            : FieldValues.options(field, value);
    return chosen.map(options -> String.join(";", options));
  }

  private static boolean isShortEnough(DestinationField field, JsonNode held) {
    String text = held.asText();
    return field.longest() == 0 || text.codePointCount(0, text.length()) <= field.longest();
  }

  @Override
  public String expected(DestinationField field) {
    return switch (field.type()) {
      case "boolean" -> FieldValues.YES_OR_NO;
      case "int" -> FieldValues.WHOLE_NUMBER;
      case "double", "currency", "percent", "long" -> FieldValues.NUMBER;
      case "date" -> FieldValues.DATE;
      case "datetime" -> FieldValues.DATE + ", and its time";
      case "time" -> FieldValues.TIME;
      case "picklist", "multipicklist" -> FieldValues.oneOf(field);
      default -> "of " + field.longest() + " characters at most";
    };
  }

  /** A text field accepts neither a number nor a boolean. */
  @Override
  public JsonNode plain(JsonNode value) {
    return new TextNode(FieldValues.text(value));
  }
}
