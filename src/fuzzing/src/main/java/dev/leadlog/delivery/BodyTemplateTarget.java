package dev.leadlog.delivery;

import static dev.leadlog.fuzzing.Target.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.fuzzing.Target;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The body of an HTTP destination and, after a NUL, the fields of a lead. The values never change
 * the structure of the body.
 */
public final class BodyTemplateTarget implements Target {

  @Override
  public String name() {
    return "body-template";
  }

  @Override
  public void read(byte[] input) {
    String[] parts = new String(input, StandardCharsets.UTF_8).split("\0", 2);
    JsonNode document = Json.read(parts[0]).orElse(null);
    if (document == null || !document.isContainerNode()) {
      return;
    }
    BodyTemplate template = new BodyTemplate(document);
    Set<String> names = template.names();
    require(
        names.stream().noneMatch(name -> name.isBlank() || name.matches("(?s).*[{}].*")),
        "a name is not blank and has no braces");
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Json.read(parts.length > 1 ? parts[1] : "{}")
        .ifPresent(
            fields -> fields.properties().forEach(f -> values.put(f.getKey(), f.getValue())));
    JsonNode filled = template.filledWith(values);
    require(filled.size() == document.size(), "the body keeps its size");
    require(Json.read(Json.text(filled)).isPresent(), "the body is JSON");
    require(
        !names.isEmpty() || filled.equals(document), "a body without placeholders does not change");
  }
}
