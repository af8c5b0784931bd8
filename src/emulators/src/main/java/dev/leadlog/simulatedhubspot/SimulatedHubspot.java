package dev.leadlog.simulatedhubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A HubSpot account with contacts (source: HubSpot, "CRM API, contacts" 2026-03, "Properties API"
 * v3, "Error handling"). E-mail addresses and properties with {@code hasUniqueValue} are unique.
 */
public final class SimulatedHubspot {

  public static final String READ = "crm.objects.contacts.read";
  public static final String WRITE = "crm.objects.contacts.write";
  public static final String READ_SCHEMA = "crm.schemas.contacts.read";
  public static final String WRITE_SCHEMA = "crm.schemas.contacts.write";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROPERTIES = "/crm/v3/properties/contacts";
  private static final String CONTACTS = "/crm/objects/2026-03/contacts";
  private static final int LONGEST_TEXT = 65_536;

  private static final Map<String, String> TYPES =
      Map.of(
          "number", "-?[0-9]+(\\.[0-9]+)?",
          "bool", "true|false",
          "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
          "datetime", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

  private final String token;
  private final Properties properties = new Properties();
  private final List<ObjectNode> contacts = new ArrayList<>();
  private final Set<String> scopes = new HashSet<>(Set.of(READ, WRITE, READ_SCHEMA, WRITE_SCHEMA));
  private String limit;
  private boolean partial;
  private int last = 500;

  /**
   * @param token the access token of the only private app
   */
  public SimulatedHubspot(String token) {
    this.token = token;
  }

  /** Adds a unique property for the leadgen id. */
  public synchronized SimulatedHubspot withLeadgenId(String name) {
    properties.unique(name, "Meta leadgen id");
    return this;
  }

  /** Removes a scope from the app. */
  public synchronized void revoke(String scope) {
    scopes.remove(scope);
  }

  /** Rejects all further calls with the given rate limit; null to end it. */
  public synchronized void limit(String policy) {
    limit = policy;
  }

  /** Reports failed inputs of further calls in a 207 instead of failing the whole call. */
  public synchronized void failPartially() {
    partial = true;
  }

  /** All contacts, oldest first. */
  public synchronized List<JsonNode> contacts() {
    return List.copyOf(contacts);
  }

  public synchronized MetaResponse handle(MetaRequest call) {
    if (!("Bearer " + token).equals(call.authorization())) {
      return new ApiError(
              401, "INVALID_AUTHENTICATION", "Authentication credentials not found or wrong.")
          .answer();
    }
    if (limit != null) {
      return ApiError.limit(limit);
    }
    List<String> missing = needed(call).stream().filter(one -> !scopes.contains(one)).toList();
    try {
      return missing.isEmpty() ? answer(call) : ApiError.missing(missing);
    } catch (ApiError refusal) {
      return refusal.answer();
    }
  }

  private static List<String> needed(MetaRequest call) {
    if (call.path().startsWith(PROPERTIES)) {
      return List.of(call.method().equals("GET") ? READ_SCHEMA : WRITE_SCHEMA);
    }
    boolean reads = call.method().equals("GET") || call.path().endsWith("/read");
    return List.of(reads ? READ : WRITE);
  }

  private MetaResponse answer(MetaRequest call) {
    if (call.path().equals(PROPERTIES)) {
      return call.method().equals("GET") ? properties() : create(json(call));
    }
    if (call.path().equals(CONTACTS) && call.method().equals("GET")) {
      return results(200, contacts, List.of());
    }
    return switch (call.path()) {
      case CONTACTS + "/batch/upsert" -> each(call, this::upsert);
      case CONTACTS + "/batch/update" -> each(call, this::update);
      case CONTACTS + "/batch/read" -> read(json(call));
      default -> throw new ApiError(404, "OBJECT_NOT_FOUND", "resource not found");
    };
  }

  private MetaResponse properties() {
    ArrayNode results = JSON.createArrayNode();
    properties.all().forEach(results::add);
    return json(200, JSON.createObjectNode().set("results", results));
  }

  private MetaResponse create(JsonNode property) {
    String name = property.path("name").asText();
    if (properties.get(name) != null) {
      throw new ApiError(
          409, "OBJECT_ALREADY_EXISTS", "A property named '" + name + "' already exists.");
    }
    if (!property.hasNonNull("groupName") || !property.hasNonNull("fieldType")) {
      throw new ApiError(400, "VALIDATION_ERROR", "Invalid input JSON: some fields are required");
    }
    return json(201, properties.create(property));
  }

  private MetaResponse each(MetaRequest call, Function<JsonNode, ObjectNode> operation) {
    List<JsonNode> results = new ArrayList<>();
    List<ObjectNode> errors = new ArrayList<>();
    for (JsonNode input : json(call).path("inputs")) {
      try {
        results.add(operation.apply(input));
      } catch (ApiError refusal) {
        if (!partial) {
          throw refusal;
        }
        errors.add(refusal.json());
      }
    }
    return results(errors.isEmpty() ? 200 : 207, results, errors);
  }

  private ObjectNode upsert(JsonNode input) {
    String idProperty = input.path("idProperty").asText();
    ObjectNode property = properties.get(idProperty);
    if (property == null || !property.path("hasUniqueValue").asBoolean()) {
      throw new ApiError(
          400, "VALIDATION_ERROR", "idProperty " + idProperty + " is not a unique property");
    }
    String id = input.path("id").asText();
    ObjectNode values = ((ObjectNode) input.path("properties").deepCopy()).put(idProperty, id);
    Optional<ObjectNode> known = find(idProperty, id);
    check(values, known.orElse(null));
    ObjectNode contact = known.orElseGet(this::add);
    ((ObjectNode) contact.path("properties")).setAll(values);
    return answered(contact, input).put("new", known.isEmpty());
  }

  private ObjectNode update(JsonNode input) {
    ObjectNode contact =
        contacts.stream()
            .filter(one -> one.path("id").asText().equals(input.path("id").asText()))
            .findFirst()
            .orElseThrow(() -> new ApiError(404, "OBJECT_NOT_FOUND", "Could not get some CONTACT"));
    check(input.path("properties"), contact);
    ((ObjectNode) contact.path("properties")).setAll((ObjectNode) input.path("properties"));
    return answered(contact, input);
  }

  private MetaResponse read(JsonNode request) {
    List<JsonNode> found = new ArrayList<>();
    List<ObjectNode> errors = new ArrayList<>();
    for (JsonNode input : request.path("inputs")) {
      Optional<ObjectNode> contact =
          find(request.path("idProperty").asText(), input.path("id").asText());
      contact.ifPresent(found::add);
      if (contact.isEmpty()) {
        errors.add(
            new ApiError(
                    404,
                    "OBJECT_NOT_FOUND",
                    "Could not get some CONTACT objects, they may be deleted or not exist. Check"
                        + " that ids are valid.")
                .json());
      }
    }
    return results(errors.isEmpty() ? 200 : 207, found, errors);
  }

  private ObjectNode add() {
    last++;
    ObjectNode contact = JSON.createObjectNode().put("id", "" + last);
    contact.putObject("properties");
    contact.put("createdAt", "2026-11-29T12:00:00.000Z").put("archived", false);
    contact.put("url", "https://app.hubspot.com/contacts/7700000/record/0-1/" + last);
    contacts.add(contact);
    return contact;
  }

  private static ObjectNode answered(ObjectNode contact, JsonNode input) {
    ObjectNode response = contact.deepCopy();
    if (input.hasNonNull("objectWriteTraceId")) {
      response.set("objectWriteTraceId", input.path("objectWriteTraceId"));
    }
    return response;
  }

  private Optional<ObjectNode> find(String property, String value) {
    return contacts.stream()
        .filter(one -> one.at("/properties/" + property).asText().equalsIgnoreCase(value))
        .findFirst();
  }

  private void check(JsonNode values, ObjectNode contact) {
    values.properties().forEach(value -> check(value.getKey(), value.getValue().asText()));
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      String name = value.getKey();
      boolean unique =
          name.equals("email") || properties.get(name).path("hasUniqueValue").asBoolean();
      Optional<ObjectNode> other =
          unique && !value.getValue().asText().isEmpty()
              ? find(name, value.getValue().asText()).filter(one -> one != contact)
              : Optional.empty();
      other.ifPresent(one -> refuse(name, value.getValue().asText(), one.path("id").asText()));
    }
  }

  private static void refuse(String name, String value, String other) {
    if (name.equals("email")) {
      throw new ApiError(409, "CONFLICT", "Contact already exists. Existing ID: " + other);
    }
    throw new ApiError(
        400,
        "VALIDATION_ERROR",
        "Cannot set PropertyValueCoordinates{portalId=7700000, objectTypeId=ObjectTypeId{0-1},"
            + " propertyName=%s, value=%s} on a contact. %s already has that value."
                .formatted(name, value, other));
  }

  private void check(String name, String value) {
    ObjectNode property = properties.get(name);
    if (property == null) {
      throw ApiError.property(
          name, "PROPERTY_DOESNT_EXIST", "Property \\\"" + name + "\\\" does not exist");
    }
    if (property.at("/modificationMetadata/readOnlyValue").asBoolean()) {
      throw ApiError.property(name, "READ_ONLY_VALUE", name + " is a read only property");
    }
    if (name.equals("email") && !value.contains("@")) {
      throw ApiError.property(name, "INVALID_EMAIL", "Email address " + value + " is invalid");
    }
    if (value.length() > LONGEST_TEXT) {
      throw ApiError.property(name, "VALUE_TOO_LONG", name + " is longer than 65536 characters");
    }
    typed(property, name, value);
  }

  private static void typed(ObjectNode property, String name, String value) {
    String type = property.path("type").asText();
    boolean fits =
        type.equals("enumeration")
            ? List.of(value.split(";")).stream().allMatch(one -> hasOption(property, one))
            : value.matches("(?s)" + TYPES.getOrDefault(type, ".*"));
    if (!fits && !value.isEmpty()) {
      throw ApiError.property(
          name, "INVALID_" + type.toUpperCase(), value + " was not a valid " + type + ".");
    }
  }

  private static boolean hasOption(ObjectNode property, String value) {
    for (JsonNode option : property.path("options")) {
      if (option.path("value").asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static MetaResponse results(
      int status, List<? extends JsonNode> results, List<ObjectNode> errors) {
    ObjectNode body = JSON.createObjectNode().put("status", "COMPLETE");
    results.forEach(body.putArray("results")::add);
    if (!errors.isEmpty()) {
      body.put("numErrors", errors.size());
      errors.forEach(body.putArray("errors")::add);
    }
    return json(status, body);
  }

  private static MetaResponse json(int status, JsonNode body) {
    return new MetaResponse(status, body.toString(), Map.of(), Duration.ZERO);
  }

  private static JsonNode json(MetaRequest call) {
    try {
      return JSON.readTree(new String(call.body(), StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new ApiError(400, "VALIDATION_ERROR", "Invalid input JSON");
    }
  }
}
