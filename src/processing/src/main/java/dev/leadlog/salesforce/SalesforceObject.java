package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.HttpResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An object of an org, as {@code describe} shows it to the app's user.
 *
 * @param fields those that the user may see
 * @param externalIds the names of those that are external ids
 * @param unique the names of those whose values are unique
 */
record SalesforceObject(
    String name, List<DestinationField> fields, Set<String> externalIds, Set<String> unique) {

  private static final Set<Integer> NOT_SHOWN = Set.of(403, 404);

  /** The object, or what came instead. */
  record Read(Optional<SalesforceObject> object, HttpResult reply) {

    /** Whether the object is known, or cannot be shown: the answer is too large, or forbidden. */
    boolean isFinal() {
      return object.isPresent() || isTooLarge() || isNotShown();
    }

    /** A limit that is reached is a 403 too, and passes. */
    private boolean isNotShown() {
      return reply instanceof HttpResult.Answered answered
          && NOT_SHOWN.contains(answered.status())
          && !SalesforceError.of(answered.json()).passes();
    }

    /** An object with very many options describes itself in more than 1 MiB. */
    boolean isTooLarge() {
      return reply instanceof HttpResult.Answered answered
          && answered.isSuccess()
          && answered.body() == null;
    }
  }

  static Read read(SalesforceOrg org, String name) {
    HttpResult reply = org.describe(name);
    boolean described =
        reply instanceof HttpResult.Answered answered
            && answered.isSuccess()
            && answered.json().path("fields").isArray();
    return described
        ? new Read(Optional.of(of(name, ((HttpResult.Answered) reply).json())), reply)
        : new Read(Optional.empty(), reply);
  }

  private static SalesforceObject of(String name, JsonNode described) {
    List<JsonNode> fields =
        StreamSupport.stream(described.path("fields").spliterator(), false).toList();
    return new SalesforceObject(
        name,
        fields.stream().map(SalesforceObject::field).toList(),
        names(fields, "externalId"),
        names(fields, "unique"));
  }

  private static Set<String> names(List<JsonNode> fields, String flag) {
    return fields.stream()
        .filter(field -> field.path(flag).asBoolean())
        .map(field -> field.path("name").asText())
        .collect(Collectors.toSet());
  }

  /** Why a field cannot hold the leadgen id, and what to do; nothing where it can. */
  Optional<String> mistake(String externalIdField) {
    boolean there = fields.stream().anyMatch(field -> field.name().equals(externalIdField));
    if (!there) {
      return Optional.of(
          ("\"%s\" is not a field of %s that the app's user can see; create it there as Text (255)"
                  + " with External ID and Unique ticked, and let the user's permission set edit it")
              .formatted(externalIdField, name));
    }
    boolean fits = externalIds.contains(externalIdField) && unique.contains(externalIdField);
    return fits
        ? Optional.empty()
        : Optional.of(
            "\"%s\" of %s must have External ID and Unique ticked, or a lead could get two records"
                .formatted(externalIdField, name));
  }

  /** What a mapping can fill. */
  List<DestinationField> fillable(String externalIdField) {
    return fields.stream().filter(field -> !field.name().equals(externalIdField)).toList();
  }

  /** A field that no update may change would fail when a lead is delivered again. */
  private static DestinationField field(JsonNode field) {
    String name = field.path("name").asText();
    boolean writable = field.path("createable").asBoolean() && field.path("updateable").asBoolean();
    List<JsonNode> options = options(field);
    return new DestinationField(
        name,
        field.path("label").asText(name),
        field.path("type").asText(),
        writable && isNeeded(field),
        !writable,
        options.stream().map(option -> option.path("value").asText()).toList(),
        options.stream()
            .map(option -> option.path("label").asText(option.path("value").asText()))
            .toList(),
        field.path("length").asInt(0));
  }

  /** A picklist that is not restricted takes other values too. */
  private static List<JsonNode> options(JsonNode field) {
    return StreamSupport.stream(field.path("picklistValues").spliterator(), false)
        .filter(option -> field.path("restrictedPicklist").asBoolean())
        .filter(option -> option.path("active").asBoolean())
        .filter(option -> !option.path("value").asText().isEmpty())
        .toList();
  }

  private static boolean isNeeded(JsonNode field) {
    return !field.path("nillable").asBoolean()
        && !field.path("defaultedOnCreate").asBoolean()
        && !field.path("type").asText().equals("boolean");
  }
}
