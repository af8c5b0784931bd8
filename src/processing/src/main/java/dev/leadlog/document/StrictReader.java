package dev.leadlog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the fields of a JSON object, or the parameters of a query, and collects every mistake as
 * {@code path: problem; fix}. A field that is null counts as absent, and so does a parameter
 * without a value. The readers of nested objects collect into the same list.
 */
public final class StrictReader {

  private static final String NO_TEXT = "must be text in quotes, and not empty";
  private static final int LONGEST_SHOWN = 100;

  private final JsonNode object;
  private final String path;
  private final boolean query;
  private final List<String> mistakes;

  /**
   * Fields of the same object that another reader takes; they are used for spelling suggestions.
   */
  private final List<String> takenElsewhere;

  private StrictReader(JsonNode object, String path, boolean query, List<String> mistakes) {
    this(object, path, query, mistakes, List.of());
  }

  private StrictReader(
      JsonNode object,
      String path,
      boolean query,
      List<String> mistakes,
      List<String> takenElsewhere) {
    this.object = object;
    this.path = path;
    this.query = query;
    this.mistakes = mistakes;
    this.takenElsewhere = takenElsewhere;
  }

  /**
   * Reads a JSON object.
   *
   * @param json null if the input is not JSON; anything other than an object is a mistake
   */
  public static StrictReader of(JsonNode json) {
    JsonNode object = json == null ? MissingNode.getInstance() : json;
    StrictReader reader = new StrictReader(object, "", false, new ArrayList<>());
    if (!object.isObject()) {
      reader.mistake("the input must be a JSON object");
    }
    return reader;
  }

  /** Reads query parameters. */
  public static StrictReader ofQuery(Map<String, String> parameters) {
    ObjectNode object = Json.object();
    parameters.forEach(object::put);
    return new StrictReader(object, "", true, new ArrayList<>());
  }

  /** Rejects every field with another name, and suggests the closest one. */
  public StrictReader knowing(Collection<String> known) {
    String unknown = query ? "unknown parameter; " : "unknown field; ";
    List<String> near = Stream.concat(known.stream(), takenElsewhere.stream()).toList();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                mistake(shown(name), unknown + SpellingSuggestion.hint(name, near));
              }
            });
    return this;
  }

  public StrictReader knowing(String... known) {
    return knowing(List.of(known));
  }

  /** Returns a reader for the other fields, which collects into the same list. */
  public StrictReader without(String... fields) {
    ObjectNode rest = object.deepCopy();
    List<String> taken = Stream.concat(takenElsewhere.stream(), Stream.of(fields)).toList();
    return new StrictReader(rest.remove(List.of(fields)), path, query, mistakes, taken);
  }

  public boolean has(String field) {
    return object.hasNonNull(field) && !(query && object.path(field).asText().isBlank());
  }

  /** Returns the unchanged object. */
  public JsonNode json() {
    return object;
  }

  /** Returns the unchanged value; a missing node if there is none. */
  public JsonNode json(String field) {
    return object.path(field);
  }

  public Optional<String> text(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    if (!isText(json(field))) {
      mistake(field, NO_TEXT);
      return Optional.empty();
    }
    return Optional.of(json(field).asText());
  }

  /**
   * @param what describes the required value, for the message
   */
  public Optional<String> requiredText(String field, String what) {
    if (!has(field)) {
      mistake(field, "is missing; enter " + what);
    }
    return text(field);
  }

  /** Reads one text, or a list of at least one text. */
  public List<String> texts(String field) {
    JsonNode list = json(field);
    if (!list.isArray()) {
      return text(field).map(List::of).orElse(List.of());
    }
    if (list.isEmpty()) {
      mistake(field, "must be text in quotes, or a list of such texts, and not empty");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (isText(list.get(i))) {
        texts.add(list.get(i).asText());
      } else {
        mistake(field + "[" + i + "]", NO_TEXT);
      }
    }
    return texts;
  }

  public boolean flag(String field, boolean otherwise) {
    JsonNode value = json(field);
    if (value.isMissingNode() || (query && !has(field))) {
      return otherwise;
    }
    if (value.isBoolean() || (query && value.asText().matches("true|false"))) {
      return value.asBoolean();
    }
    mistake(field, query ? "must be true or false" : "must be true or false, without quotes");
    return otherwise;
  }

  /** Reads a whole number; JSON may have it in quotes. */
  public Optional<Integer> number(String field, int lowest, int highest) {
    return value(
        field,
        "a number from " + lowest + " to " + highest,
        text ->
            Optional.of(text)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= lowest && number <= highest));
  }

  /** Reads one of a few values by its name. */
  public <T> Optional<T> oneOf(String field, T[] values, Function<T, String> name) {
    String names = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    return value(
        field,
        "one of " + names,
        text -> Arrays.stream(values).filter(value -> name.apply(value).equals(text)).findFirst());
  }

  /**
   * Parses a value from its text; JSON may have it without quotes. The mistake repeats the value,
   * so do not use this for secrets.
   *
   * @param expected describes the accepted values, for the message
   * @param read parses the text; empty if it is not valid
   */
  public <T> Optional<T> value(String field, String expected, Function<String, Optional<T>> read) {
    String text = json(field).asText("");
    if (!has(field) || (json(field).isTextual() && text.isBlank())) {
      return Optional.empty();
    }
    Optional<T> value = read.apply(text);
    if (value.isEmpty()) {
      mistake(field, "\"" + shown(text) + "\" must be " + expected);
    }
    return value;
  }

  /** Parses a list of at least one such value; empty if the field is not such a list. */
  public <T> List<T> values(
      String field, int most, String expected, Function<String, Optional<T>> read) {
    JsonNode list = json(field);
    List<T> values = new ArrayList<>();
    if (!list.isArray() || list.isEmpty() || list.size() > most) {
      mistake(field, "must be a list of 1 to " + most);
      return values;
    }
    for (int i = 0; i < list.size(); i++) {
      Optional<T> value = read.apply(list.get(i).asText(""));
      value.ifPresent(values::add);
      if (value.isEmpty()) {
        mistake(field + "[" + i + "]", "must be " + expected);
      }
    }
    return values;
  }

  /** Reads a reference to a secret; empty if the reference is not allowed. */
  public Optional<String> secret(String field, SecretLocation place) {
    return text(field).filter(reference -> isAllowed(field, reference, place));
  }

  /** Reads references to one or more secrets. */
  public List<String> secrets(String field, SecretLocation place) {
    return texts(field).stream().filter(reference -> isAllowed(field, reference, place)).toList();
  }

  /**
   * @throws IllegalArgumentException if the field's name is not that of a secret, so that its value
   *     would be shown
   */
  private boolean isAllowed(String field, String reference, SecretLocation place) {
    if (!SecretLocation.isSecret(field)) {
      throw new IllegalArgumentException("a secret named " + field + " would be shown");
    }
    Optional<String> mistake = place.mistake(reference);
    mistake.ifPresent(wrong -> mistake(field, wrong));
    return mistake.isEmpty();
  }

  public Optional<StrictReader> object(String field) {
    if (has(field) && !json(field).isObject()) {
      mistake(field, "must be an object in braces");
    }
    return json(field).isObject()
        ? Optional.of(new StrictReader(json(field), at(field), false, mistakes))
        : Optional.empty();
  }

  /** Returns a reader for an absent object, so that missing fields are reported at its path. */
  public StrictReader empty(String field) {
    return new StrictReader(Json.object(), at(field), false, mistakes);
  }

  /** Reads each object of a list; an absent list is empty. */
  public <T> List<T> each(String field, Function<StrictReader, Optional<T>> read) {
    return each(field, null, read);
  }

  /**
   * Reads each object of a list.
   *
   * @param shortFor the field whose value an element that is only a text gives; null for none
   */
  public <T> List<T> each(String field, String shortFor, Function<StrictReader, Optional<T>> read) {
    List<T> elements = new ArrayList<>();
    JsonNode list = json(field);
    if (has(field) && !list.isArray()) {
      mistake(field, "must be a list in brackets");
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      boolean isShort = shortFor != null && list.get(i).isTextual();
      JsonNode element = isShort ? Json.object().set(shortFor, list.get(i)) : list.get(i);
      StrictReader reader = new StrictReader(element, at(field) + "[" + i + "]", false, mistakes);
      if (element.isObject()) {
        read.apply(reader).ifPresent(elements::add);
      } else {
        reader.mistake("must be an object in braces");
      }
    }
    return elements;
  }

  /** Returns every mistake so far, including those of the readers of the enclosing objects. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  public boolean hasMistakes() {
    return !mistakes.isEmpty();
  }

  /** Adds a mistake in a field of this object. */
  public void mistake(String field, String whatIsWrong) {
    mistakes.add(at(field) + ": " + whatIsWrong);
  }

  /** Adds a mistake in this object itself. */
  public void mistake(String whatIsWrong) {
    mistakes.add(path.isEmpty() ? whatIsWrong : path + ": " + whatIsWrong);
  }

  /** Adds mistakes whose paths are relative to this object. */
  public void mistakes(List<String> placed) {
    placed.forEach(mistake -> mistakes.add(at(mistake)));
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.asText().isBlank();
  }

  private static String shown(String given) {
    return given.length() <= LONGEST_SHOWN ? given : given.substring(0, LONGEST_SHOWN) + "…";
  }

  /** Without the values, which may be secrets or personal data. */
  @Override
  public String toString() {
    return "StrictReader[" + path + ", " + mistakes.size() + " mistakes]";
  }
}
