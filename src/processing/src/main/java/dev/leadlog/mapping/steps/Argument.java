package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An argument of a step, declared.
 *
 * @param what it can be, in words that follow "must be"
 * @param read nothing for what it cannot be
 * @param isRequired whether it must be given
 * @param otherwise what it is where it is not given; null for nothing
 */
public record Argument<T>(
    String name,
    String what,
    Function<JsonNode, Optional<T>> read,
    boolean isRequired,
    T otherwise) {

  private static final int LONGEST_TEXT = 1_000;
  private static final int LARGEST_TABLE = 1_000;

  /**
   * @param what it can be, in words that follow "must be"
   * @param read nothing for what it cannot be
   */
  public static <T> Argument<T> of(String name, String what, Function<JsonNode, Optional<T>> read) {
    return new Argument<>(name, what, read, false, null);
  }

  /** Any text, empty too. */
  public static Argument<String> text(String name) {
    return of(name, "text in quotes, of up to 1,000 characters", Argument::text);
  }

  public static Argument<String> oneOf(String name, String... allowed) {
    List<String> all = List.of(allowed);
    return of(name, "one of " + String.join(", ", all), value -> text(value).filter(all::contains));
  }

  public static Argument<Integer> number(String name, int lowest, int highest) {
    return of(
        name,
        "a whole number from " + lowest + " to " + highest + ", without quotes",
        value ->
            Optional.of(value)
                .filter(n -> n.isIntegralNumber() && n.canConvertToInt())
                .map(JsonNode::asInt)
                .filter(n -> n >= lowest && n <= highest));
  }

  public static Argument<Boolean> flag(String name) {
    return of(
        name,
        "true or false, without quotes",
        value -> Optional.of(value).filter(JsonNode::isBoolean).map(JsonNode::asBoolean));
  }

  /** A list of texts, of one at least. */
  public static Argument<List<String>> texts(String name) {
    return of(name, "a list of texts in brackets, of 1 to 1,000", Argument::texts);
  }

  /** From texts to texts, numbers, true or false. */
  public static Argument<Map<String, JsonNode>> table(String name) {
    return of(
        name,
        "a table in braces, of 1 to 1,000 texts, each with a text, a number, true or false",
        Argument::table);
  }

  /** It must be given. */
  public Argument<T> required() {
    return new Argument<>(name, what, read, true, null);
  }

  /** What it is where it is not given. */
  public Argument<T> otherwise(T value) {
    return new Argument<>(name, what, read, false, value);
  }

  private static Optional<String> text(JsonNode value) {
    return Optional.of(value)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> text.length() <= LONGEST_TEXT);
  }

  private static Optional<List<String>> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(value -> text(value).ifPresent(texts::add));
    boolean right = list.isArray() && !texts.isEmpty() && texts.size() == list.size();
    return right && texts.size() <= LARGEST_TABLE
        ? Optional.of(List.copyOf(texts))
        : Optional.empty();
  }

  private static Optional<Map<String, JsonNode>> table(JsonNode object) {
    Map<String, JsonNode> table = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isTextual() || value.isNumber() || value.isBoolean()) {
                table.put(entry.getKey(), value);
              }
            });
    boolean right = object.isObject() && !table.isEmpty() && table.size() == object.size();
    return right && table.size() <= LARGEST_TABLE ? Optional.of(table) : Optional.empty();
  }
}
