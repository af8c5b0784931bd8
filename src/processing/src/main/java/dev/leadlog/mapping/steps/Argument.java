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
 * An argument of a step, declared.
 *
 * @param what it can be, in words that follow "must be"
 * @param read nothing for what it cannot be
 * @param isRequired whether it must be given
 * @param otherwise what it is where it is not given; null for nothing
 * @param type for programs that offer it to a person
 * @param shown for the person
 */
public record Argument<T>(
    String name,
    String what,
    Function<JsonNode, Optional<T>> read,
    boolean isRequired,
    T otherwise,
    ArgumentType type,
    ArgumentDoc shown) {

  /**
   * What a person is shown.
   *
   * @param description one sentence that says what the argument does; null where none was declared
   * @param example a value that it can have; null where none was declared
   * @param otherwise what it is where it is not given, as a configuration would give it; null for
   *     nothing
   */
  public record ArgumentDoc(String description, Object example, Object otherwise) {

    private static final ArgumentDoc NOTHING = new ArgumentDoc(null, null, null);
  }

  private static final int LONGEST_TEXT = 1_000;
  private static final int LARGEST_TABLE = 1_000;

  /**
   * @param what it can be, in words that follow "must be"
   * @param read nothing for what it cannot be
   */
  public static <T> Argument<T> of(String name, String what, Function<JsonNode, Optional<T>> read) {
    return of(ArgumentType.TEXT, name, what, read);
  }

  /** The same of another type than text. */
  static <T> Argument<T> of(
      ArgumentType type, String name, String what, Function<JsonNode, Optional<T>> read) {
    return new Argument<>(name, what, read, false, null, type, ArgumentDoc.NOTHING);
  }

  /** Any text, empty too. */
  public static Argument<String> text(String name) {
    return of(name, "text in quotes, of up to 1,000 characters", Argument::text);
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

  /** A list of texts, of one at least. */
  public static Argument<List<String>> texts(String name) {
    return of(
        ArgumentType.TEXTS, name, "a list of texts in brackets, of 1 to 1,000", Argument::texts);
  }

  /** From texts to texts, numbers, true or false. */
  public static Argument<Map<String, JsonNode>> table(String name) {
    return of(
        ArgumentType.TABLE,
        name,
        "a table in braces, of 1 to 1,000 texts, each with a text, a number, true or false",
        Argument::table);
  }

  /** It must be given. */
  public Argument<T> required() {
    return new Argument<>(name, what, read, true, null, type, shown);
  }

  /** What it is where it is not given: a text, a number, true or false, or texts. */
  public Argument<T> otherwise(T value) {
    return otherwise(value, value);
  }

  /**
   * What it is where it is not given.
   *
   * @param asGiven what a configuration would give to say the same
   */
  public Argument<T> otherwise(T value, Object asGiven) {
    return new Argument<>(
        name,
        what,
        read,
        false,
        value,
        type,
        new ArgumentDoc(shown.description(), shown.example(), asGiven));
  }

  /**
   * Describes it for a person.
   *
   * @param description one sentence that says what it does
   * @param example a text, a number, true or false, texts, or a table of them
   */
  public Argument<T> described(String description, Object example) {
    return new Argument<>(
        name,
        what,
        read,
        isRequired,
        otherwise,
        type,
        new ArgumentDoc(description, example, shown.otherwise()));
  }

  /** The entry of the catalogue. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("name", name);
    type.putInto(json);
    json.put("required", isRequired);
    json.set("default", Json.of(shown.otherwise()));
    json.put("description", shown.description());
    json.set("example", Json.of(shown.example()));
    return json.put("expected", what);
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
