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
 * An object of an org, as {@code describe} returns it to the app's user.
 *
 * @param fields the fields that the user may see
 * @param externalIds the names of the external id fields
 * @param unique the names of the unique fields
 */
record SalesforceObject(
    String name, List<DestinationField> fields, Set<String> externalIds, Set<String> unique) {

  private static final Set<Integer> NOT_SHOWN = Set.of(403, 404);

  /** The result of reading the object: the object, or the failed call. */
  record Read(Optional<SalesforceObject> object, HttpResult reply) {

    /**
     * Returns whether another read would not help: the object is known, its description is too
     * large, or access is denied.
     */
    boolean isFinal() {
      return object.isPresent() || isTooLarge() || isNotShown();
    }

    /** A reached limit is also a 403, but temporary. */
    private boolean isNotShown() {
      return reply instanceof HttpResult.Answered answered
          && NOT_SHOWN.contains(answered.status())
          && !SalesforceError.of(answered.json()).isTemporary();
    }

    /** The description of an object with very many options is larger than 1 MiB. */
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

  /** Returns why a field cannot hold the leadgen id, and what to do; empty if it can. */
  Optional<String> mistake(String externalIdField) {
    boolean there = fields.stream().anyMatch(field -> field.name().equals(externalIdField));
    if (!there) {
      return Optional.of(
          ("\"%s\" is not a field of %s that the app's user can see; create it in"
                  + " Salesforce as Text (255) with External ID and Unique selected, and let the"
                  + " user's permission set edit it")
              .formatted(externalIdField, name));
    }
    boolean fits = externalIds.contains(externalIdField) && unique.contains(externalIdField);
    return fits
        ? Optional.empty()
        : Optional.of(
            "\"%s\" of %s must have External ID and Unique selected, otherwise a lead could get two records"
                .formatted(externalIdField, name));
  }

  /** Returns the fields that a mapping can fill. */
  List<DestinationField> fillable(String externalIdField) {
    return fields.stream().filter(field -> !field.name().equals(externalIdField)).toList();
  }

  /** A field that cannot be updated is read-only here, because a repeated delivery would fail. */
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

  /** An unrestricted picklist also accepts other values. */
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
