package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The contact properties of an account.
 *
 * @param fields the properties that are not archived
 * @param unique the names of those whose values are unique
 */
record HubspotProperties(List<DestinationField> fields, Set<String> unique) {

  private static final Set<Integer> NOT_SHOWN = Set.of(403, 404);

  /** The result of reading the properties: the properties, or the failed call. */
  record Read(Optional<HubspotProperties> properties, HttpResult reply) {

    /** Returns whether the properties are known, or the token may not read them. */
    boolean isFinal() {
      return properties.isPresent()
          || (reply instanceof HttpResult.Answered answered
              && NOT_SHOWN.contains(answered.status()));
    }
  }

  static Read read(HubspotAccount account) {
    HttpResult reply = account.properties();
    boolean listed =
        reply instanceof HttpResult.Answered answered
            && answered.isSuccess()
            && answered.json().path("results").isArray();
    return listed
        ? new Read(Optional.of(of(((HttpResult.Answered) reply).json().path("results"))), reply)
        : new Read(Optional.empty(), reply);
  }

  static HubspotProperties of(JsonNode results) {
    List<JsonNode> properties =
        StreamSupport.stream(results.spliterator(), false)
            .filter(property -> !property.path("archived").asBoolean())
            .toList();
    return new HubspotProperties(
        properties.stream().map(HubspotProperties::field).toList(),
        properties.stream()
            .filter(property -> property.path("hasUniqueValue").asBoolean())
            .map(property -> property.path("name").asText())
            .collect(Collectors.toSet()));
  }

  /**
   * Returns the definition of the property for the leadgen id. HubSpot accepts {@code
   * hasUniqueValue} only when a property is created.
   */
  static ObjectNode forLeadgenId(String name) {
    return Json.object()
        .put("name", name)
        .put("label", "Meta leadgen id")
        .put("description", "The id of the Meta lead that this contact came from.")
        .put("groupName", "contactinformation")
        .put("type", "string")
        .put("fieldType", "text")
        .put("hasUniqueValue", true)
        .put("formField", false);
  }

  /** Returns why a property cannot hold the leadgen id, and what to do; empty if it can. */
  Optional<String> mistake(String idProperty) {
    Optional<DestinationField> field =
        fields.stream().filter(one -> one.name().equals(idProperty)).findFirst();
    if (field.isEmpty()) {
      return Optional.of(
          ("\"%s\" is not a contact property of this account; set \"createProperty\": true and save"
                  + " the configuration to have it created (the token then needs the scope"
                  + " crm.schemas.contacts.write), or create it in HubSpot as single-line text that"
                  + " requires unique values")
              .formatted(idProperty));
    }
    if (!unique.contains(idProperty)) {
      return Optional.of(
          ("\"%s\" does not require unique values, so a lead could get two contacts;"
                  + " HubSpot allows this only when a property is created, so enter another"
                  + " property")
              .formatted(idProperty));
    }
    return field.get().type().equals("string")
        ? Optional.empty()
        : Optional.of(
            "\"%s\" is of type %s; a leadgen id needs single-line text, so enter another property"
                .formatted(idProperty, field.get().type()));
  }

  HubspotProperties with(JsonNode created) {
    DestinationField field = field(created);
    return new HubspotProperties(
        Stream.concat(fields.stream(), Stream.of(field)).toList(),
        Stream.concat(unique.stream(), Stream.of(field.name())).collect(Collectors.toSet()));
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  /** Returns the fields that a mapping can fill. */
  List<DestinationField> fillable(String idProperty) {
    return fields.stream().filter(field -> !field.name().equals(idProperty)).toList();
  }

  private static DestinationField field(JsonNode property) {
    String name = property.path("name").asText();
    List<JsonNode> options =
        StreamSupport.stream(property.path("options").spliterator(), false)
            .filter(option -> !option.path("value").asText().isEmpty())
            .toList();
    return new DestinationField(
        name,
        property.path("label").asText(name),
        type(property),
        false,
        property.path("calculated").asBoolean()
            || property.at("/modificationMetadata/readOnlyValue").asBoolean(),
        options.stream().map(option -> option.path("value").asText()).toList(),
        options.stream()
            .map(option -> option.path("label").asText(option.path("value").asText()))
            .toList(),
        0);
  }

  /** An enumeration accepts several values if its form field is a list of checkboxes. */
  private static String type(JsonNode property) {
    String type = property.path("type").asText();
    return type.equals("enumeration") && property.path("fieldType").asText().equals("checkbox")
        ? HubspotTypes.SEVERAL
        : type;
  }
}
