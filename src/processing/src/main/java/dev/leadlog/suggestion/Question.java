package dev.leadlog.suggestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A question of a form.
 *
 * @param label as people see it; empty where Meta did not say
 * @param type Meta's; {@code CUSTOM} for the advertiser's own
 */
record Question(String key, String label, String type) {

  private static final String CUSTOM = "CUSTOM";

  static List<Question> of(LeadForm form) {
    return StreamSupport.stream(form.json().path("questions").spliterator(), false)
        .map(Question::of)
        .filter(question -> !question.key().isEmpty())
        .toList();
  }

  private static Question of(JsonNode question) {
    return new Question(
        question.path("key").asText(""),
        question.path("label").asText(""),
        question.path("type").asText(CUSTOM));
  }

  /**
   * By its type; the advertiser's own by its words. The key counts only where there is no label:
   * someone may have changed what is asked and kept the key.
   */
  Optional<QuestionType> meaning() {
    return type.equals(CUSTOM)
        ? QuestionKeywords.meaning(label.isBlank() ? key : label)
        : QuestionType.ofType(type);
  }

  ObjectNode json() {
    return Json.object().put("key", key).put("label", label).put("type", type);
  }
}
