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
 * @param label the visible text; empty if Meta returned none
 * @param type Meta's type; {@code CUSTOM} for the advertiser's own questions
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
   * Returns the meaning by the question's type, or for a custom question by its words. The key is
   * used only without a label, because it stays the same if the label is changed.
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
