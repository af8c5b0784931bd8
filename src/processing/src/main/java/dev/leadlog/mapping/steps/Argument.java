package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Declares an argument of a step.
 *
 * @param expected the accepted values, as text that follows "must be"
 * @param read parses the value; empty if it is not valid
 * @param isRequired whether the argument is required
 * @param otherwise the default; null for none
 * @param type the type, for user interfaces
 * @param shown the documentation, for users
 */
public record Argument<T>(
    String name,
    String expected,
    Function<JsonNode, Optional<T>> read,
    boolean isRequired,
    T otherwise,
    ArgumentType type,
    ArgumentDoc shown) {

  /**
   * The documentation of an argument.
   *
   * @param description one sentence that says what the argument does; null for none
   * @param example a valid value; null for none
   * @param otherwise the default as in a configuration; null for none
   */
  public record ArgumentDoc(String description, Object example, Object otherwise) {

    private static final ArgumentDoc NOTHING = new ArgumentDoc(null, null, null);
  }

  private static final int LONGEST_TEXT = 1_000;
  private static final int LARGEST_TABLE = 1_000;

  /**
   * @param expected the accepted values, as text that follows "must be"
   * @param read parses the value; empty if it is not valid
   */
  public static <T> Argument<T> of(
      String name, String expected, Function<JsonNode, Optional<T>> read) {
    return of(ArgumentType.TEXT, name, expected, read);
  }

  /** Creates an argument of another type than text. */
  static <T> Argument<T> of(
      ArgumentType type, String name, String expected, Function<JsonNode, Optional<T>> read) {
    return new Argument<>(name, expected, read, false, null, type, ArgumentDoc.NOTHING);
  }

  /** Creates an argument for any text, including the empty one. */
  public static Argument<String> text(String name) {
    return of(name, "text in quotes, of at most 1,000 characters", Argument::text);
  }

  public static Argument<String> oneOf(String name, String... allowed) {
    List<String> all = List.of(allowed);
    return of(
        ArgumentType.choice(all),
        name,
        "one of " + String.join(", ", all),
        value -> text(value).filter(all::contains));
  }

  public static Argument<Integer> number(String name, int lowest, int highest) {
    return of(
        ArgumentType.number(lowest, highest),
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
        ArgumentType.BOOLEAN,
        name,
        "true or false, without quotes",
        value -> Optional.of(value).filter(JsonNode::isBoolean).map(JsonNode::asBoolean));
  }

  /** Creates an argument for a list of at least one text. */
  public static Argument<List<String>> texts(String name) {
    return of(
        ArgumentType.TEXTS, name, "a list of texts in brackets, of 1 to 1,000", Argument::texts);
  }

  /** Creates an argument for a table from texts to texts, numbers or booleans. */
  public static Argument<Map<String, JsonNode>> table(String name) {
    return of(
        ArgumentType.TABLE,
        name,
        "a table in braces, of 1 to 1,000 texts, each with a text, a number, true or false",
        Argument::table);
  }

  /** Makes the argument required. */
  public Argument<T> required() {
    return new Argument<>(name, expected, read, true, null, type, shown);
  }

  /** Sets the default: a text, a number, a boolean, or texts. */
  public Argument<T> otherwise(T value) {
    return otherwise(value, value);
  }

  /**
   * Sets the default.
   *
   * @param asGiven the same value as in a configuration
   */
  public Argument<T> otherwise(T value, Object asGiven) {
    return new Argument<>(
        name,
        expected,
        read,
        false,
        value,
        type,
        new ArgumentDoc(shown.description(), shown.example(), asGiven));
  }

  /**
   * Adds the documentation.
   *
   * @param description one sentence that says what it does
   * @param example a text, a number, a boolean, texts, or a table of them
   */
  public Argument<T> described(String description, Object example) {
    return new Argument<>(
        name,
        expected,
        read,
        isRequired,
        otherwise,
        type,
        new ArgumentDoc(description, example, shown.otherwise()));
  }

  /** Returns the item of the catalogue. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("name", name);
    type.putInto(json);
    json.put("required", isRequired);
    json.set("default", Json.of(shown.otherwise()));
    json.put("description", shown.description());
    json.set("example", Json.of(shown.example()));
    return json.put("expected", expected);
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
