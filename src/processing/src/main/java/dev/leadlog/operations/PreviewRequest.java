package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.FormId;
import java.util.Optional;

/**
 * A preview request {@code {"leadgenId" or "payload","formId"?,"mapping"?,"destination"?}}.
 *
 * @param leadgenId null if there is a payload
 * @param formId empty for the lead's own form
 * @param mapping empty for the saved one
 * @param destination the name of the destination; empty for all of the form
 */
record PreviewRequest(
    String leadgenId,
    Optional<ObjectNode> payload,
    Optional<FormId> formId,
    Optional<JsonNode> mapping,
    Optional<String> destination) {

  static PreviewRequest read(StrictReader input) {
    input.knowing("leadgenId", "payload", "formId", "mapping", "destination");
    if (input.has("leadgenId") == input.has("payload")) {
      input.mistake(
          "enter either leadgenId, of a lead in the log, or payload, a lead in Meta's format");
    }
    Optional<StrictReader> payload = input.object("payload");
    payload.ifPresent(Input::checkPayload);
    return new PreviewRequest(
        input.json("leadgenId").asText(),
        payload.map(given -> (ObjectNode) given.json()),
        input.value("formId", "the form's id at Meta: digits in quotes", FormId::of),
        Optional.of(input.json("mapping")).filter(mapping -> input.has("mapping")),
        input.text("destination"));
  }

  /** The payload is personal data. */
  @Override
  public String toString() {
    return "PreviewRequest[" + formId + "]";
  }
}
