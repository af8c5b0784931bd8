package dev.leadlog.simulatedsalesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Salesforce org with the object {@code Lead}, whose field {@code Meta_Leadgen_Id__c} is an
 * external id and unique, and {@code Legacy_Id__c}, an external id that is not (source: Salesforce,
 * "REST API Developer Guide", "OAuth 2.0 Client Credentials Flow").
 */
public final class SimulatedSalesforce {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOKEN = "/services/oauth2/token";
  private static final Pattern OBJECT =
      Pattern.compile("/services/data/v[0-9]+\\.0/sobjects/(\\w+)/(\\w+)(?:/([^/]+))?");

  private static final Map<String, String> TYPES =
      Map.of(
          "int", "-?[0-9]+",
          "currency", "-?[0-9]+(\\.[0-9]+)?(E[0-9+-]+)?",
          "boolean", "true|false",
          "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
          "datetime", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z",
          "time", "[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z",
          "email", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private final String clientId;
  private final String clientSecret;
  private final ObjectNode lead = Fields.lead();
  private final List<ObjectNode> records = new ArrayList<>();
  private String instance;
  private ApiError fault;
  private boolean runAsUser = true;
  private boolean duplicateRule;
  private int tokens;
  private int last;

  /**
   * @param clientId the consumer key of the only app
   * @param clientSecret its consumer secret
   */
  public SimulatedSalesforce(String clientId, String clientSecret) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /** Sets the {@code instance_url} of token responses. */
  public synchronized void setInstanceUrl(String url) {
    instance = url;
  }

  /** Invalidates all access tokens. */
  public synchronized void expireTokens() {
    tokens++;
  }

  /** Removes the user of the app's client credentials flow. */
  public synchronized void removeRunAsUser() {
    runAsUser = false;
  }

  /** Enables the rule that rejects a record whose e-mail address exists already. */
  public synchronized void enableDuplicateRule() {
    duplicateRule = true;
  }

  /** Lets all further calls fail with the given error. */
  public synchronized void fail(int status, String code, String message) {
    fault = new ApiError(status, code, message);
  }

  public synchronized void clearFault() {
    fault = null;
  }

  /** The properties of a field, which the caller may change. */
  public synchronized ObjectNode field(String name) {
    for (JsonNode field : lead.path("fields")) {
      if (field.path("name").asText().equals(name)) {
        return (ObjectNode) field;
      }
    }
    throw new IllegalArgumentException("no field " + name);
  }

  /** All records, oldest first. */
  public synchronized List<JsonNode> records() {
    return List.copyOf(records);
  }

  /** Adds a record without any check, even if its external id exists already. */
  public synchronized void add(Map<String, String> values) {
    ObjectNode record = create();
    values.forEach(record::put);
  }

  public MetaResponse handle(MetaRequest call) {
    return handle(call, "");
  }

  /**
   * @param duplicateRuleHeader the value of {@code Sforce-Duplicate-Rule-Header}; empty for none
   */
  public synchronized MetaResponse handle(MetaRequest call, String duplicateRuleHeader) {
    if (call.path().equals(TOKEN)) {
      return token(form(new String(call.body(), StandardCharsets.UTF_8)));
    }
    try {
      if (!("Bearer " + current()).equals(call.authorization())) {
        throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
      }
      if (fault != null) {
        throw fault;
      }
      return answer(call, duplicateRuleHeader.contains("allowSave=true"));
    } catch (ApiError refusal) {
      return refusal.answer();
    }
  }

  private String current() {
    return "00D000000000001!token-" + tokens;
  }

  private MetaResponse token(Map<String, String> form) {
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refused("unsupported_grant_type", "grant type not supported");
    }
    if (!clientId.equals(form.get("client_id"))) {
      return refused("invalid_client_id", "client identifier invalid");
    }
    if (!clientSecret.equals(form.get("client_secret"))) {
      return refused("invalid_client", "invalid client credentials");
    }
    if (!runAsUser) {
      return refused("invalid_grant", "no client credentials user enabled");
    }
    ObjectNode body = JSON.createObjectNode().put("access_token", current());
    body.put("instance_url", instance)
        .put("token_type", "Bearer")
        .put("issued_at", "1796000000000");
    return json(200, body.put("signature", "c2lnbmF0dXJl").put("token_format", "opaque"));
  }

  private static MetaResponse refused(String error, String description) {
    return json(
        400, JSON.createObjectNode().put("error", error).put("error_description", description));
  }

  private MetaResponse answer(MetaRequest call, boolean allowSave) {
    Matcher path = OBJECT.matcher(call.path());
    if (!path.matches() || !path.group(1).equals("Lead")) {
      throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    }
    if (path.group(2).equals("describe") && path.group(3) == null) {
      return json(200, lead);
    }
    String field = path.group(2);
    String id = path.group(3);
    List<ObjectNode> found = found(field, id);
    if (call.method().equals("GET")) {
      return found.isEmpty()
          ? new ApiError(404, "NOT_FOUND", "The requested resource does not exist").answer()
          : json(200, found.get(0));
    }
    return found.size() > 1 ? several(found) : upsert(call, field, id, found, allowSave);
  }

  private List<ObjectNode> found(String field, String id) {
    boolean external = false;
    for (JsonNode one : lead.path("fields")) {
      external |= one.path("name").asText().equals(field) && one.path("externalId").asBoolean();
    }
    if (!external || id == null) {
      throw new ApiError(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + field);
    }
    return records.stream().filter(record -> record.path(field).asText().equals(id)).toList();
  }

  private static MetaResponse several(List<ObjectNode> found) {
    ArrayNode urls = JSON.createArrayNode();
    found.forEach(
        record -> urls.add("/services/data/v68.0/sobjects/Lead/" + record.path("Id").asText()));
    return json(300, urls);
  }

  private MetaResponse upsert(
      MetaRequest call, String field, String id, List<ObjectNode> found, boolean allowSave) {
    JsonNode values = body(call);
    for (String refused : List.of("Id", field)) {
      if (values.has(refused)) {
        throw new ApiError(
            400,
            "INVALID_FIELD",
            "The " + refused + " field should not be specified in the sobject data.",
            refused);
      }
    }
    values.properties().forEach(value -> check(value.getKey(), value.getValue()));
    required(values, found.isEmpty());
    if (!allowSave) {
      duplicates(values, found);
    }
    ObjectNode record = found.isEmpty() ? create().put(field, id) : found.get(0);
    if (record.path("IsConverted").asText().equals("true")) {
      throw new ApiError(400, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
    }
    record.setAll((ObjectNode) values);
    ObjectNode response = JSON.createObjectNode().put("id", record.path("Id").asText());
    response.put("success", true).putArray("errors");
    return json(found.isEmpty() ? 201 : 200, response.put("created", found.isEmpty()));
  }

  private ObjectNode create() {
    last++;
    ObjectNode record = JSON.createObjectNode().put("Id", "00Q%012dAAA".formatted(last));
    records.add(record);
    return record;
  }

  private void check(String name, JsonNode value) {
    ObjectNode field;
    try {
      field = field(name);
    } catch (IllegalArgumentException none) {
      throw new ApiError(
          400, "INVALID_FIELD", "No such column '" + name + "' on sobject of type Lead");
    }
    if (!field.path("createable").asBoolean()) {
      throw new ApiError(
          400,
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "Unable to create/update fields: " + name + ". Please check the security settings.",
          name);
    }
    String label = field.path("label").asText();
    String text = value.asText();
    int length = field.path("length").asInt();
    if (length > 0 && text.length() > length) {
      throw new ApiError(400, "STRING_TOO_LONG", label + ": data value too large: " + text, name);
    }
    typed(field, name, label, text);
  }

  private static void typed(ObjectNode field, String name, String label, String text) {
    String type = field.path("type").asText();
    if (field.path("restrictedPicklist").asBoolean()) {
      for (String one : text.split(";")) {
        if (!field.path("picklistValues").findValuesAsText("value").contains(one)) {
          throw new ApiError(
              400,
              "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
              label + ": bad value for restricted picklist field: " + one,
              name);
        }
      }
    }
    if (!text.matches("(?s)" + TYPES.getOrDefault(type, ".*"))) {
      boolean email = type.equals("email");
      throw new ApiError(
          400,
          email ? "INVALID_EMAIL_ADDRESS" : "JSON_PARSER_ERROR",
          email
              ? label + ": invalid email address: " + text
              : "Cannot deserialize instance of " + type + " from " + text,
          name);
    }
  }

  private void required(JsonNode values, boolean creating) {
    List<String> missing = new ArrayList<>();
    for (JsonNode field : lead.path("fields")) {
      String name = field.path("name").asText();
      boolean needed =
          !field.path("nillable").asBoolean() && !field.path("defaultedOnCreate").asBoolean();
      boolean empty = values.path(name).asText().isBlank();
      if (needed && empty && (creating || values.has(name))) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new ApiError(
          400,
          "REQUIRED_FIELD_MISSING",
          "Required fields are missing: " + missing,
          missing.toArray(String[]::new));
    }
  }

  private void duplicates(JsonNode values, List<ObjectNode> own) {
    String email = values.path("Email").asText();
    boolean there =
        records.stream()
            .filter(record -> !own.contains(record))
            .anyMatch(record -> record.path("Email").asText().equalsIgnoreCase(email));
    if (duplicateRule && !email.isEmpty() && there) {
      throw new ApiError(400, "DUPLICATES_DETECTED", "Use one of these records?");
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(
          parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return form;
  }

  private static JsonNode body(MetaRequest call) {
    try {
      return JSON.readTree(new String(call.body(), StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new ApiError(400, "JSON_PARSER_ERROR", "Unexpected character");
    }
  }

  private static MetaResponse json(int status, JsonNode body) {
    return new MetaResponse(status, body.toString(), Map.of(), Duration.ZERO);
  }
}
