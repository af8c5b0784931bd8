package dev.leadlog.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes JSON as trees. Numbers keep every digit, keys keep their order, and no
 * reflection is used.
 */
public final class Json {

  /**
   * Deeper than {@link #FOREIGN} allows, because JSON that was read is stored inside other JSON.
   */
  private static final int DEPTH_OF_OUR_OWN = 2_000;

  private static final JsonMapper MAPPER = mapper(DEPTH_OF_OUR_OWN);

  /** Depth 1,000, Jackson's default: Meta sends nothing deeper. */
  private static final JsonMapper FOREIGN = mapper(StreamReadConstraints.DEFAULT_MAX_DEPTH);

  private static final ObjectReader WITHOUT_DUPLICATES =
      FOREIGN.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Converts a value to JSON.
   *
   * @param value null, a string, an integer, a boolean or JSON; or a list of them, or a map of them
   *     by name
   */
  public static JsonNode of(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = object();
      map.forEach((name, part) -> object.set((String) name, of(part)));
      return object;
    }
    if (value instanceof Collection<?> parts) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      parts.forEach(part -> list.add(of(part)));
      return list;
    }
    return single(value);
  }

  private static JsonNode single(Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof JsonNode json) {
      return json;
    }
    return value instanceof Boolean flag
        ? BooleanNode.valueOf(flag)
        : value instanceof Integer number
            ? IntNode.valueOf(number)
            : TextNode.valueOf((String) value);
  }

  /** Reads JSON of another system; empty if it is not JSON. */
  public static Optional<JsonNode> read(byte[] foreign) {
    try {
      return present(FOREIGN.readTree(foreign));
    } catch (IOException | IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /** The same; also empty if an object has a duplicate key. */
  public static Optional<JsonNode> readOnce(byte[] foreign) {
    try {
      return present(WITHOUT_DUPLICATES.readTree(foreign));
    } catch (IOException | IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /** Reads JSON of another system; empty if it is not JSON. */
  public static Optional<JsonNode> read(String foreign) {
    try {
      return present(FOREIGN.readTree(foreign));
    } catch (JsonProcessingException | IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /**
   * Reads JSON that Leadlog stored. Text that is not JSON, such as a raw payload that was cut, is
   * returned as a string.
   */
  public static JsonNode stored(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException cut) {
      return TextNode.valueOf(text);
    }
  }

  public static String text(JsonNode node) {
    return write(MAPPER.writer(), node);
  }

  /** Escapes every character outside ASCII: SQS rejects some that JSON allows. */
  public static String ascii(JsonNode node) {
    return write(MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII), node);
  }

  private static String write(ObjectWriter writer, JsonNode node) {
    try {
      return writer.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read can be written", e);
    }
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return Optional.ofNullable(node).filter(n -> !n.isMissingNode());
  }

  private static JsonMapper mapper(int depth) {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
        .setStreamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(DEPTH_OF_OUR_OWN).build());
    return mapper;
  }

  private Json() {}
}
