package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the answers of a lead in the format of the Graph API. */
public final class LeadPayload {

  /** The platform names of the log; an unknown platform is kept unchanged. */
  private static final Map<String, String> PLATFORMS = Map.of("fb", "Facebook", "ig", "Instagram");

  private final JsonNode lead;
  private final Map<String, List<String>> answers;
  private Map<String, List<String>> byNormalKey;

  private LeadPayload(JsonNode lead) {
    this.lead = lead;
    this.answers = answers(lead);
  }

  /**
   * @param json the stored payload
   */
  public static LeadPayload of(String json) {
    return new LeadPayload(Json.stored(json));
  }

  /**
   * Returns every answer to a question: several for a multi-select, none for a skipped optional
   * question. The checkbox of a disclaimer has {@code true} or {@code false} under its key. If no
   * question has exactly this key, questions with the same normalized key are used.
   */
  List<String> answer(String question) {
    return answers.containsKey(question)
        ? answers.get(question)
        : byNormalKey().getOrDefault(QuestionKey.normal(question), List.of());
  }

  /** Returns whether the lead has the question, even without an answer. */
  boolean asks(String question) {
    return answers.containsKey(question) || byNormalKey().containsKey(QuestionKey.normal(question));
  }

  private Map<String, List<String>> byNormalKey() {
    if (byNormalKey == null) {
      byNormalKey = new HashMap<>();
      answers.forEach(
          (key, values) ->
              byNormalKey
                  .computeIfAbsent(QuestionKey.normal(key), normal -> new ArrayList<>())
                  .addAll(values));
    }
    return byNormalKey;
  }

  /** Returns a top-level value such as {@code campaign_name}, or an answer by its question. */
  Optional<String> value(String name) {
    List<String> answer = answers.getOrDefault(name, List.of());
    if (!answer.isEmpty()) {
      return Optional.of(String.join(", ", answer));
    }
    JsonNode value = lead.path(name);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asText()).filter(text -> !text.isBlank()).map(text -> shown(name, text))
        : Optional.empty();
  }

  private static String shown(String name, String text) {
    return name.equals("platform") ? PLATFORMS.getOrDefault(text, text) : text;
  }

  /** Returns the questions that have an answer. */
  public Set<String> questions() {
    return answers.entrySet().stream()
        .filter(answer -> !answer.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Map<String, List<String>> answers(JsonNode lead) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (JsonNode field : lead.path("field_data")) {
      answers
          .computeIfAbsent(field.path("name").asText(), name -> new ArrayList<>())
          .addAll(values(field.path("values")));
    }
    for (JsonNode disclaimer : lead.path("custom_disclaimer_responses")) {
      JsonNode checked = disclaimer.path("is_checked");
      boolean isChecked = checked.asText().equals("1") || checked.asBoolean();
      answers.putIfAbsent(
          disclaimer.path("checkbox_key").asText(), List.of(Boolean.toString(isChecked)));
    }
    return answers;
  }

  private static List<String> values(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(JsonNode::asText)
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "LeadPayload[" + answers.size() + " answers]";
  }
}
