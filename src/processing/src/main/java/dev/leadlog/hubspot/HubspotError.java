package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.PersonalDataFilter;
import dev.leadlog.text.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The error of a HubSpot call, or of one input of a batch: {@code
 * {category,message,errors[{message,code}]}}; a rate limit has {@code errorType} and {@code
 * policyName} in place of the category (source: HubSpot, "Error handling").
 *
 * @param category empty if it is missing
 * @param message the text, which may contain a person's answers
 * @param policy the limit that was reached; empty for none
 */
record HubspotError(String category, String message, String policy) {

  private static final Pattern EXISTING = Pattern.compile("Existing ID: ([0-9]{1,20})");
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,79}");
  private static final Pattern PASSING =
      Pattern.compile("RATE_LIMIT|TIMEOUT|INTERNAL|UNAVAILABLE|LOCK");
  private static final Set<String> ACCESS_DENIED =
      Set.of(
          "INVALID_AUTHENTICATION", "EXPIRED_AUTHENTICATION", "REVOKED_AUTHENTICATION", "BANNED");

  static HubspotError of(JsonNode error) {
    String category = error.path("category").asText(error.path("errorType").asText("")).strip();
    String policy = error.path("policyName").asText("");
    return new HubspotError(
        NAME.matcher(category).matches() ? category : "",
        message(error),
        NAME.matcher(policy).matches() ? policy : "");
  }

  /** Returns the id of the contact that already has the e-mail address, or another unique value. */
  Optional<String> existing() {
    Matcher existing = EXISTING.matcher(message);
    return existing.find() ? Optional.of(existing.group(1)) : Optional.empty();
  }

  boolean isConflict() {
    return category.equals("CONFLICT");
  }

  /** Returns whether another contact already has the value of this unique property. */
  boolean isTaken(String property) {
    return message.contains(property) && message.contains("already has that value");
  }

  boolean isNotFound() {
    return category.equals("OBJECT_NOT_FOUND");
  }

  boolean lacksScopes() {
    return category.equals("MISSING_SCOPES");
  }

  boolean isAccessDenied() {
    return ACCESS_DENIED.contains(category);
  }

  boolean isOfLimit() {
    return category.contains("RATE_LIMIT") || !policy.isEmpty();
  }

  boolean isOfDay() {
    return policy.contains("DAILY");
  }

  /** Whether the same call can succeed later. */
  boolean isTemporary() {
    return PASSING.matcher(category).find();
  }

  /** Returns category and message without personal data. */
  String safeMessage(Map<String, JsonNode> fields) {
    String clean = PersonalDataFilter.removedFrom(message, fields);
    return category.isEmpty() || clean.isEmpty() ? category + clean : category + ": " + clean;
  }

  /** HubSpot's message contains the errors of the properties as JSON. */
  private static String message(JsonNode error) {
    String message = error.path("message").asText("");
    int list = message.indexOf("[{");
    String said =
        list < 0
            ? message
            : Json.read(message.substring(list))
                .map(HubspotError::messages)
                .filter(text -> !text.isEmpty())
                .map(text -> message.substring(0, list) + text)
                .orElse(message);
    String more = messages(error.path("errors"));
    return more.isEmpty() || said.contains(more) ? said : said + " " + more;
  }

  private static String messages(JsonNode errors) {
    return StreamSupport.stream(errors.spliterator(), false)
        .map(HubspotError::named)
        .filter(text -> !text.isBlank())
        .distinct()
        .limit(5)
        .collect(Collectors.joining("; "));
  }

  private static String named(JsonNode error) {
    String message = error.path("message").asText("");
    String name = error.path("name").asText("");
    return name.isEmpty() || message.contains(name) ? message : name + ": " + message;
  }

  /** The message may hold personal data. */
  @Override
  public String toString() {
    return "HubspotError[" + category + "]";
  }
}
