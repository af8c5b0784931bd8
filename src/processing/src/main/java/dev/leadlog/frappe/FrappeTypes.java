package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.crm.FieldTypes;
import dev.leadlog.crm.FieldValues;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.formatting.TypedValues;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts a value to the type of a Frappe field. Frappe itself stores 0 for a check or a number
 * that it cannot read, and fails for such a date (source: Frappe Framework, {@code
 * base_document._fix_numeric_types} and {@code _validate_selects}, versions 14 to 16).
 */
final class FrappeTypes implements FieldTypes {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final long LARGEST_INT = Integer.MAX_VALUE;

  @Override
  public Optional<JsonNode> fitted(DestinationField field, JsonNode value) {
    String text = FieldValues.text(value).strip();
    return switch (field.type()) {
      case "Check" -> FieldValues.yesOrNo(value).map(yes -> IntNode.valueOf(yes ? 1 : 0));
      case "Int" ->
          FieldValues.wholeNumber(value)
              .filter(n -> Math.abs(n) <= LARGEST_INT)
              .map(LongNode::valueOf);
      case "Long Int", "Duration" -> FieldValues.wholeNumber(value).map(LongNode::valueOf);
      case "Float", "Currency", "Rating" -> FieldValues.number(value).map(DecimalNode::valueOf);
      case "Percent" -> FieldValues.number(withoutPercent(value)).map(DecimalNode::valueOf);
      case "Date" -> TypedValues.date(text).map(date -> new TextNode(date.toString()));
      case "Datetime" ->
          TypedValues.dateTime(text).map(time -> new TextNode(DATETIME.format(time)));
      case "Time" -> TypedValues.time(text).map(time -> new TextNode(TIME.format(time)));
      case "Select" ->
          field.options().isEmpty()
              ? Optional.of(new TextNode(plain(value).asText()))
              : FieldValues.option(field, text).map(TextNode::new);
      case "Table", "Table MultiSelect" -> Optional.empty();
      default -> Optional.of(plain(value));
    };
  }

  @Override
  public String expected(DestinationField field) {
    return switch (field.type()) {
      case "Check" -> FieldValues.YES_OR_NO;
      case "Int", "Long Int", "Duration" ->
          FieldValues.WHOLE_NUMBER + ", which the type " + field.type() + " holds";
      case "Float", "Currency", "Rating", "Percent" -> FieldValues.NUMBER;
      case "Date" -> FieldValues.DATE;
      case "Datetime" -> FieldValues.DATE + ", and its time";
      case "Time" -> FieldValues.TIME;
      case "Select" -> FieldValues.oneOf(field);
      default -> "a value of type " + field.type() + ", which no answer has";
    };
  }

  /** A text field holds a text or a number; true is stored as 1. */
  @Override
  public JsonNode plain(JsonNode value) {
    if (value.isArray()) {
      return new TextNode(FieldValues.text(value));
    }
    return value.isBoolean() ? IntNode.valueOf(value.asBoolean() ? 1 : 0) : value;
  }

  private static JsonNode withoutPercent(JsonNode value) {
    String text = FieldValues.text(value).strip();
    return text.endsWith("%") ? new TextNode(text.substring(0, text.length() - 1).strip()) : value;
  }
}
