package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads values of a JSON object, and writes down each that is wrong, with its place. */
final class DocumentReader {

  private final JsonNode object;
  private final String place;
  private final List<String> mistakes;

  private DocumentReader(JsonNode object, String place, List<String> mistakes) {
    this.object = object;
    this.place = place;
    this.mistakes = mistakes;
  }

  static DocumentReader of(JsonNode document, List<String> mistakes) {
    if (!document.isObject()) {
      mistakes.add("the document must be a JSON object");
    }
    return new DocumentReader(document, "", mistakes);
  }

  /** Names every field that is none of these: most are misspelt. */
  DocumentReader knowing(String... fields) {
    TreeSet<String> known = new TreeSet<>(List.of(fields));
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                mistake(name, "is not a field of this; known are " + String.join(", ", known));
              }
            });
    return this;
  }

  Optional<String> text(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      mistake(field, "must be text in quotes, and not empty");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  Optional<String> requiredText(String field, String what) {
    Optional<String> text = text(field);
    if (object.path(field).isMissingNode() || object.path(field).isNull()) {
      mistake(field, "is missing; give it " + what);
    }
    return text;
  }

  boolean flag(String field, boolean otherwise) {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      mistake(field, "must be true or false, without quotes");
      return otherwise;
    }
    return value.asBoolean();
  }

  Optional<DocumentReader> object(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      mistake(field, "must be an object in braces");
      return Optional.empty();
    }
    return Optional.of(new DocumentReader(value, at(field) + ".", mistakes));
  }

  /** Reads each element of a list; nothing for a list that is not there. */
  <T> List<T> each(String field, BiFunction<DocumentReader, Integer, Optional<T>> read) {
    List<T> elements = new ArrayList<>();
    JsonNode list = list(field);
    for (int i = 0; i < list.size(); i++) {
      String element = at(field) + "[" + i + "]";
      if (!list.get(i).isObject()) {
        mistakes.add(element + ": must be an object in braces");
      } else {
        DocumentReader reader = new DocumentReader(list.get(i), element + ".", mistakes);
        read.apply(reader, i).ifPresent(elements::add);
      }
    }
    return elements;
  }

  /** The elements of a list as they are; empty for one that is not there. */
  JsonNode list(String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      mistake(field, "must be a list in brackets");
    }
    return value.isArray() ? value : MissingNode.getInstance();
  }

  /** One text, or a list of one or more; empty for none. */
  List<String> textOrTexts(String field) {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      return text(field).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(
        one -> texts.add(one.isTextual() && !one.asText().isBlank() ? one.asText() : null));
    if (texts.isEmpty() || texts.contains(null)) {
      mistake(field, "must be text in quotes, or a list of such texts, and not empty");
      return List.of();
    }
    return List.copyOf(texts);
  }

  /**
   * One element of a list that there is.
   *
   * @param shortFor the field that an element which is only a text stands for
   */
  DocumentReader element(String list, int i, String shortFor) {
    JsonNode element = object.path(list).path(i);
    String place = at(list) + "[" + i + "]";
    if (element.isTextual()) {
      return new DocumentReader(
          Json.object().put(shortFor, element.asText()), place + ".", mistakes);
    }
    return new DocumentReader(element, place + ".", mistakes);
  }

  JsonNode json() {
    return object;
  }

  boolean has(String field) {
    return object.has(field);
  }

  void mistake(String field, String whatIsWrong) {
    mistakes.add(at(field) + ": " + whatIsWrong);
  }

  /** A mistake that names its own place within this object. */
  void mistake(String placed) {
    mistakes.add(place + placed);
  }

  /** How many were found so far, in the whole document. */
  int mistakes() {
    return mistakes.size();
  }

  /** The object as it stands there. */
  ObjectNode copy() {
    return object.deepCopy();
  }

  private String at(String field) {
    return place + field;
  }
}
