package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.PersonalDataFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The error of a Salesforce call: a list of {@code {errorCode,message,fields}} (source: Salesforce,
 * "REST API, Status Codes and Error Responses").
 *
 * @param code the code of the first error; empty if it is missing
 * @param message the messages of all errors, which may contain a person's answers
 * @param fields the API names of the affected fields
 */
record SalesforceError(String code, String message, List<String> fields) {

  private static final int MOST_ERRORS = 5;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,79}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,79}");

  private static final Set<String> PASSING =
      Set.of(
          "UNABLE_TO_LOCK_ROW",
          "REQUEST_LIMIT_EXCEEDED",
          "REQUEST_RUNNING_TOO_LONG",
          "QUERY_TIMEOUT",
          "SERVER_UNAVAILABLE",
          "UNKNOWN_EXCEPTION");

  private static final Set<String> NOT_ALLOWED =
      Set.of(
          "INVALID_SESSION_ID",
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "API_CURRENTLY_DISABLED",
          "API_DISABLED_FOR_ORG",
          "INVALID_TYPE",
          "NOT_FOUND");

  private static final Map<String, String> REMEDIES =
      Map.of(
          "DUPLICATES_DETECTED",
          "a duplicate rule of the org rejected the lead: set \"allowDuplicates\":"
              + " true to save it anyway, or change the rule",
          "REQUIRED_FIELD_MISSING",
          "map these fields, or set a default",
          "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          "a validation rule of the org rejected the lead: correct the lead, or change the rule",
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "map the answer to a value of the picklist with lookup",
          "STRING_TOO_LONG",
          "shorten the value with the mapping",
          "INVALID_FIELD",
          "map only fields of the object, by their API names",
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "let the app's user edit these fields, or leave them out of the mapping");

  static SalesforceError of(JsonNode body) {
    List<JsonNode> errors =
        body.isArray()
            ? StreamSupport.stream(body.spliterator(), false).limit(MOST_ERRORS).toList()
            : List.of(body);
    String code =
        errors.stream().map(error -> error.path("errorCode").asText("")).findFirst().orElse("");
    return new SalesforceError(
        CODE.matcher(code).matches() ? code : "",
        errors.stream()
            .map(error -> error.path("message").asText(""))
            .filter(text -> !text.isBlank())
            .distinct()
            .collect(Collectors.joining("; ")),
        errors.stream()
            .flatMap(error -> StreamSupport.stream(error.path("fields").spliterator(), false))
            .map(field -> field.asText(""))
            .filter(field -> FIELD.matcher(field).matches())
            .distinct()
            .toList());
  }

  /** Whether the same call can succeed later. */
  boolean isTemporary() {
    return PASSING.contains(code);
  }

  boolean isOfLimit() {
    return code.equals("REQUEST_LIMIT_EXCEEDED");
  }

  /**
   * Returns whether the limit on concurrent calls was reached, which is free again within seconds.
   */
  boolean isOfConcurrency() {
    return isOfLimit() && message.contains("Concurrent");
  }

  /**
   * Returns whether no lead is accepted until someone changes the app, its user or the settings.
   */
  boolean isNotAllowed() {
    return NOT_ALLOWED.contains(code);
  }

  /** Returns whether the record exists as a converted lead. */
  boolean isConvertedLead() {
    return code.equals("CANNOT_UPDATE_CONVERTED_LEAD");
  }

  /** Returns whether a concurrent call has created the record with this external id. */
  boolean isTaken(String externalIdField) {
    return code.equals("DUPLICATE_VALUE") && message.contains(externalIdField);
  }

  /** Returns code, message, fields and remedy without personal data. */
  String safeMessage(Map<String, JsonNode> answers) {
    String clean = PersonalDataFilter.removedFrom(message, answers);
    String said =
        Stream.of(code, clean).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
    boolean named = fields.stream().allMatch(message::contains);
    return Stream.of(
            said, named ? null : "fields: " + String.join(", ", fields), REMEDIES.get(code))
        .filter(Objects::nonNull)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** The message may hold personal data. */
  @Override
  public String toString() {
    return "SalesforceError[" + code + "]";
  }
}
