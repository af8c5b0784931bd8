package dev.leadlog.suggesting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Map;
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

  /** Meta's types (source: Meta, "Lead Ads, Form Questions"); it misspells one. */
  private static final Map<String, Meaning> TYPES =
      Map.ofEntries(
          Map.entry("FULL_NAME", Meaning.FULL_NAME),
          Map.entry("FIRST_NAME", Meaning.FIRST_NAME),
          Map.entry("LAST_NAME", Meaning.LAST_NAME),
          Map.entry("EMAIL", Meaning.EMAIL),
          Map.entry("PHONE", Meaning.PHONE),
          Map.entry("WORK_EMAIL", Meaning.WORK_EMAIL),
          Map.entry("WORK_PHONE_NUMBER", Meaning.WORK_PHONE),
          Map.entry("COMPANY_NAME", Meaning.COMPANY),
          Map.entry("JOB_TITLE", Meaning.JOB_TITLE),
          Map.entry("WEBSITE", Meaning.WEBSITE),
          Map.entry("STREET_ADDRESS", Meaning.STREET_ADDRESS),
          Map.entry("CITY", Meaning.CITY),
          Map.entry("STATE", Meaning.STATE),
          Map.entry("PROVINCE", Meaning.STATE),
          Map.entry("COUNTRY", Meaning.COUNTRY),
          Map.entry("ZIP", Meaning.ZIP),
          Map.entry("POST_CODE", Meaning.ZIP),
          Map.entry("DOB", Meaning.DATE_OF_BIRTH),
          Map.entry("GENDER", Meaning.GENDER),
          Map.entry("MARITAL_STATUS", Meaning.MARITAL_STATUS),
          Map.entry("MARITIAL_STATUS", Meaning.MARITAL_STATUS),
          Map.entry("RELATIONSHIP_STATUS", Meaning.RELATIONSHIP_STATUS),
          Map.entry("MILITARY_STATUS", Meaning.MILITARY_STATUS));

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
  Optional<Meaning> meaning() {
    return type.equals(CUSTOM)
        ? Words.meaning(label.isBlank() ? key : label)
        : Optional.ofNullable(TYPES.get(type));
  }

  ObjectNode json() {
    return Json.object().put("key", key).put("label", label).put("type", type);
  }
}
