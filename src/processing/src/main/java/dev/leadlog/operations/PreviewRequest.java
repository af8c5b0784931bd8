package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.FormId;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@code {"leadgenId" or "payload","formId"?,"mapping"?}}. */
final class PreviewRequest {

  private static final TreeSet<String> KNOWN =
      new TreeSet<>(List.of("formId", "leadgenId", "mapping", "payload"));

  private final JsonNode json;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * @param json null for what is not JSON
   */
  PreviewRequest(JsonNode json) {
    this.json = json == null ? MissingNode.getInstance() : json;
    if (this.json.isObject()) {
      check();
    } else {
      mistakes.add("the body must be a JSON object");
    }
  }

  private void check() {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                mistakes.add(
                    name + ": is not a field of this; known are " + String.join(", ", KNOWN));
              }
            });
    if (json.hasNonNull("leadgenId") == json.hasNonNull("payload")) {
      mistakes.add(
          "give either leadgenId, of a lead in the log, or payload, a lead as Meta gives it");
    }
    if (json.hasNonNull("payload")) {
      Input payload = new Input(json.get("payload"));
      payload.payload(Json.text(json.get("payload")));
      payload.mistakes().forEach(mistake -> mistakes.add("payload: " + mistake));
    }
    if (json.hasNonNull("formId") && formId().isEmpty()) {
      mistakes.add("formId: must be the form's id at Meta: digits in quotes");
    }
  }

  List<String> mistakes() {
    return mistakes;
  }

  /** Where there is no payload. */
  String leadgenId() {
    return json.path("leadgenId").asText();
  }

  Optional<ObjectNode> payload() {
    return json.path("payload").isObject()
        ? Optional.of((ObjectNode) json.get("payload"))
        : Optional.empty();
  }

  /** Nothing for the lead's own. */
  Optional<FormId> formId() {
    return FormId.of(json.path("formId").asText());
  }

  /** Nothing for the saved one. */
  Optional<JsonNode> mapping() {
    return json.hasNonNull("mapping") ? Optional.of(json.get("mapping")) : Optional.empty();
  }
}
