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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON document in which {@code "{{field}}"} stands for a value. The values go into its tree, and
 * not into its text: none can end a string or begin another field.
 */
record BodyTemplate(JsonNode document) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

  /** The names of the values that it has places for. */
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

  /** The document with the values in it; one that is not there is null, or empty within a text. */
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
    return node.isTextual() ? text(node, values) : node;
  }

  private static JsonNode text(JsonNode text, Function<String, JsonNode> values) {
    Matcher place = PLACE.matcher(text.asText());
    if (place.matches()) {
      return values.apply(place.group(1));
    }
    place.reset();
    return place.find()
        ? new TextNode(
            place.replaceAll(
                found -> Matcher.quoteReplacement(within(values.apply(found.group(1))))))
        : text;
  }

  private static String within(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : Json.text(value);
  }
}
