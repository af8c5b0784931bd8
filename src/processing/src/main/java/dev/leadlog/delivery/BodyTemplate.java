package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A JSON document with placeholders {@code "{{field}}"}. Values are inserted into the tree and not
 * into the text, so no value can end a string or add a field.
 */
record BodyTemplate(JsonNode document) {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Returns the names of the placeholders. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    replaced(
        document,
        name -> {
          names.add(name);
          return NullNode.getInstance();
        });
    return names;
  }

  /**
   * Returns the document with the values inserted. A missing value is null, or empty within a text.
   */
  JsonNode filledWith(Map<String, JsonNode> values) {
    return replaced(document, name -> values.getOrDefault(name, NullNode.getInstance()));
  }

  private static JsonNode replaced(JsonNode node, Function<String, JsonNode> values) {
    if (node instanceof ObjectNode object) {
      ObjectNode replaced = Json.object();
      object
          .properties()
          .forEach(field -> replaced.set(field.getKey(), replaced(field.getValue(), values)));
      return replaced;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode replaced = Json.object().arrayNode();
      list.forEach(element -> replaced.add(replaced(element, values)));
      return replaced;
    }
    return node.isTextual() ? text(node.asText(), values) : node;
  }

  /** Each part of the text is replaced once; values are not searched for placeholders. */
  private static JsonNode text(String text, Function<String, JsonNode> values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int close = text.indexOf(CLOSE); close >= 0; close = text.indexOf(CLOSE, from)) {
      int open = lastOpen(text, from, close);
      String name = open < 0 ? "" : text.substring(open + 2, close).strip();
      int end = close + 2;
      if (name.isEmpty() || name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
        filled.append(text, from, end);
      } else if (open == 0 && end == text.length()) {
        return values.apply(name);
      } else {
        filled.append(text, from, open).append(within(values.apply(name)));
      }
      from = end;
    }
    return new TextNode(filled.append(text, from, text.length()).toString());
  }

  private static int lastOpen(String text, int from, int close) {
    for (int open = close - 2; open >= from; open--) {
      if (text.startsWith(OPEN, open)) {
        return open;
      }
    }
    return -1;
  }

  /** Joins several answers to one text. */
  private static String within(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(BodyTemplate::within)
          .collect(Collectors.joining(", "));
    }
    if (value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : Json.text(value);
  }
}
