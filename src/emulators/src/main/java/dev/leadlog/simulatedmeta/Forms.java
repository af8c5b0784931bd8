package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Creates lead forms, in the format of {@code leadgen_forms}. */
final class Forms {

  private static final Map<String, String> USUAL_QUESTIONS =
      Map.of("full_name", "FULL_NAME", "email", "EMAIL", "phone_number", "PHONE");

  static final List<String> STATUSES = List.of("ACTIVE", "ARCHIVED", "DELETED", "DRAFT");

  static MetaState.Form usual(String id, String pageId) {
    return new MetaState.Form(node(id, "Form " + id, "ACTIVE", usualQuestions()), pageId);
  }

  /** Creates a form from a request, with its fault. */
  static MetaState.Form of(String id, String pageId, JsonNode request, Fault fault) {
    JsonNode questions = request.path("questions");
    MetaState.Form form =
        new MetaState.Form(
            node(
                id,
                request.path("name").asText("Form " + id),
                request.path("status").asText("ACTIVE"),
                questions.isArray() ? (ArrayNode) questions : usualQuestions()),
            pageId);
    form.fault = fault;
    form.failuresLeft = fault == null ? 0 : request.path("times").asInt(fault.times());
    form.readsBefore = request.path("readsBefore").asInt(0);
    form.maxResults = request.path("mostAPart").asInt(form.maxResults);
    form.counted = request.path("counted").asBoolean(true);
    form.usage = request.path("usage").asInt(form.usage);
    return form;
  }

  private static ObjectNode node(String id, String name, String status, ArrayNode questions) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id).put("name", name).put("status", status).put("locale", "en_US");
    node.put("created_time", "2026-01-05T09:00:00+0000");
    node.set("questions", questions);
    return node;
  }

  private static ArrayNode usualQuestions() {
    ArrayNode questions = JsonNodeFactory.instance.arrayNode();
    for (String key : List.of("full_name", "email", "phone_number")) {
      String label = key.replace('_', ' ');
      questions
          .addObject()
          .put("key", key)
          .put("label", label)
          .put("type", USUAL_QUESTIONS.get(key));
    }
    return questions;
  }

  private Forms() {}
}
