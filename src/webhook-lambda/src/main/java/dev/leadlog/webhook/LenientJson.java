package dev.leadlog.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a signed body that is not strict JSON: NaN, control characters, invalid UTF-8, trailing
 * text, numbers of any length, any depth, duplicate keys. Nothing is dropped: two lists under the
 * same key are joined, and other values under the same key become a list.
 *
 * @param values the values of the body, in their order
 * @param complete whether the whole body was read
 */
record LenientJson(List<JsonNode> values, boolean complete) {

  private static final int LONGEST_NUMBER = 1_000;

  /** A deeper value is replaced by a text. A change that Meta sends has four levels. */
  private static final int DEEPEST = 500;

  /** Limited because the parser needs memory for each level. */
  private static final int DEEPEST_SKIPPED = 100_000;

  /** Created with the first body that is not strict JSON, to keep the start-up fast. */
  private static final class Lenient {
    static final JsonMapper MAPPER = mapper();
  }

  static LenientJson read(byte[] body) {
    List<JsonNode> values = new ArrayList<>();
    String text = new String(body, StandardCharsets.UTF_8);
    try (JsonParser parser =
        Lenient.MAPPER.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      while (parser.nextToken() != null) {
        values.add(value(parser, 0));
      }
      return new LenientJson(values, true);
    } catch (IOException | IllegalArgumentException notJson) {
      return new LenientJson(values, false);
    }
  }

  private static JsonNode value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && depth == DEEPEST) {
      parser.skipChildren();
      return TextNode.valueOf("nested too deep");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, token);
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> NullNode.getInstance();
    };
  }

  private static ObjectNode object(JsonParser parser, int depth) throws IOException {
    ObjectNode object = Json.object();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = value(parser, depth + 1);
      JsonNode before = object.get(name);
      object.set(name, before == null ? value : merged(before, value));
    }
    return object;
  }

  private static JsonNode merged(JsonNode first, JsonNode second) {
    if (first.equals(second)) {
      return first;
    }
    if (first instanceof ArrayNode list && second instanceof ArrayNode more) {
      return list.addAll(more);
    }
    return Json.object().arrayNode().add(first).add(second);
  }

  private static ArrayNode array(JsonParser parser, int depth) throws IOException {
    ArrayNode array = Json.object().arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, depth + 1));
    }
    return array;
  }

  /** A very long number would take too long to convert, so it is kept as text, as is NaN. */
  private static JsonNode number(JsonParser parser, JsonToken token) throws IOException {
    if (parser.getTextLength() > LONGEST_NUMBER || parser.isNaN()) {
      return TextNode.valueOf(parser.getText());
    }
    return token == JsonToken.VALUE_NUMBER_INT
        ? BigIntegerNode.valueOf(parser.getBigIntegerValue())
        : DecimalNode.valueOf(parser.getDecimalValue());
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    for (JsonReadFeature feature : JsonReadFeature.values()) {
      builder.enable(feature);
    }
    JsonMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST_SKIPPED)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build());
    return mapper;
  }
}
