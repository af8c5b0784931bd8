package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.mapping.formatting.TypedValues;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Converts a value to the type of a Frappe field. Frappe itself stores 0 for a check or a number
 * that it cannot read, and fails for such a date (source: Frappe Framework, {@code
 * base_document._fix_numeric_types} and {@code _validate_selects}, versions 14 to 16).
 */
final class FrappeTypes {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final String DATE_EXPECTED = "a date; 03/04/1987 is ambiguous without format_date";

  private static final long LARGEST_INT = Integer.MAX_VALUE;

  /** Returns empty if the field cannot hold the value. */
  static Optional<JsonNode> fitted(DestinationField field, JsonNode value) {
    String text = text(value).strip();
    return switch (field.type()) {
      case "Check" -> yesOrNo(value, text).map(yes -> IntNode.valueOf(yes ? 1 : 0));
      case "Int" -> whole(number(value, text), LARGEST_INT);
      case "Long Int", "Duration" -> whole(number(value, text), Long.MAX_VALUE);
      case "Float", "Currency", "Rating" -> number(value, text).map(DecimalNode::valueOf);
      case "Percent" -> number(value, withoutPercent(text)).map(DecimalNode::valueOf);
      case "Date" -> TypedValues.date(text).map(date -> new TextNode(date.toString()));
      case "Datetime" ->
          TypedValues.dateTime(text).map(time -> new TextNode(DATETIME.format(time)));
      case "Time" -> TypedValues.time(text).map(time -> new TextNode(TIME.format(time)));
      case "Select" -> option(field.options(), value, text).map(TextNode::new);
      case "Table", "Table MultiSelect" -> Optional.empty();
      default -> Optional.of(plain(value));
    };
  }

  /** Describes the accepted values, as text that follows "must be". */
  static String expected(DestinationField field) {
    return switch (field.type()) {
      case "Check" -> "yes or no";
      case "Int", "Long Int", "Duration" ->
          "a whole number, which the type " + field.type() + " holds";
      case "Float", "Currency", "Rating", "Percent" ->
          "a number; 1.234 is ambiguous without to_number";
      case "Date" -> DATE_EXPECTED;
      case "Datetime" -> DATE_EXPECTED + ", and its time";
      case "Time" -> "a time such as 18:30";
      case "Select" -> "one of " + String.join(", ", field.options());
      default -> "a value of type " + field.type() + ", which no answer has";
    };
  }

  /** Joins several answers to one text. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : value.asText();
  }

  /** A text field holds a text or a number; true is stored as 1. */
  static JsonNode plain(JsonNode value) {
    if (value.isArray()) {
      return new TextNode(text(value));
    }
    return value.isBoolean() ? IntNode.valueOf(value.asBoolean() ? 1 : 0) : value;
  }

  private static Optional<Boolean> yesOrNo(JsonNode value, String text) {
    return value.isNumber()
        ? number(value, text)
            .filter(n -> n.signum() == 0 || n.compareTo(BigDecimal.ONE) == 0)
            .map(n -> n.signum() == 1)
        : TypedValues.yesOrNo(text);
  }

  private static Optional<BigDecimal> number(JsonNode value, String text) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : TypedValues.number(text);
  }

  private static Optional<JsonNode> whole(Optional<BigDecimal> number, long largest) {
    return number
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .filter(n -> n.abs().compareTo(BigDecimal.valueOf(largest)) <= 0)
        .map(n -> LongNode.valueOf(n.longValueExact()));
  }

  private static String withoutPercent(String text) {
    return text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
  }

  /**
   * Returns the option that equals the value, or the only one with the same normalized spelling, or
   * the only one that means yes or no like the value.
   */
  private static Optional<String> option(List<String> options, JsonNode value, String text) {
    if (options.isEmpty()) {
      return Optional.of(plain(value).asText());
    }
    if (options.contains(text)) {
      return Optional.of(text);
    }
    String key = QuestionKey.normal(text);
    Optional<Boolean> yes = TypedValues.yesOrNo(text);
    return only(options, option -> QuestionKey.normal(option).equals(key))
        .or(() -> only(options, o -> yes.isPresent() && TypedValues.yesOrNo(o).equals(yes)));
  }

  private static Optional<String> only(List<String> options, Predicate<String> wanted) {
    List<String> found = options.stream().filter(wanted).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private FrappeTypes() {}
}
