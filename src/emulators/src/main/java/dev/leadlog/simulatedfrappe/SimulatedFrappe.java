package dev.leadlog.simulatedfrappe;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A Frappe site with the doctypes {@code Lead}, whose custom field {@code meta_leadgen_id} is
 * unique, and {@code Contact}, where it is not (source: Frappe Framework, "REST API", and {@code
 * frappe.exceptions} for the statuses).
 */
public final class SimulatedFrappe {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String RESOURCE = "/api/resource/";
  private static final String METHOD = "/api/method/";
  private static final int MAX_DATA_LENGTH = 140;

  private static final Map<String, String> TIMES =
      Map.of(
          "Date", "\\d{4}-\\d\\d-\\d\\d",
          "Datetime", "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?",
          "Time", "\\d\\d:\\d\\d(:\\d\\d)?");

  private final String token;
  private final Map<String, ObjectNode> doctypes =
      Map.of("Lead", Doctypes.lead(), "Contact", Doctypes.contact());
  private final List<ObjectNode> records = new ArrayList<>();
  private final List<ObjectNode> assignments = new ArrayList<>();
  private int last;

  /**
   * @param token {@code key:secret} of the only user
   */
  public SimulatedFrappe(String token) {
    this.token = token;
  }

  public synchronized MetaResponse handle(MetaRequest call) {
    if (!("token " + token).equals(call.authorization())) {
      return refusal(401, "AuthenticationError", "Invalid API key or secret");
    }
    if (call.path().equals(METHOD + "frappe.desk.form.load.getdoctype")) {
      return doctype(call.query().getOrDefault("doctype", ""))
          .map(doctype -> body("docs", JSON.createArrayNode().add(doctype)))
          .orElseGet(() -> none("DocType", call.query().get("doctype")));
    }
    if (call.path().equals(METHOD + "frappe.desk.form.assign_to.add")) {
      return assign(json(call));
    }
    return call.path().startsWith(RESOURCE)
        ? resource(call, call.path().substring(RESOURCE.length()).split("/"))
        : refusal(404, "DoesNotExistError", "Not found");
  }

  /** All records, oldest first. */
  public synchronized List<JsonNode> records() {
    return List.copyOf(records);
  }

  /** All assignments, oldest first: {@code {doctype, name, allocated_to}}. */
  public synchronized List<JsonNode> assignments() {
    return List.copyOf(assignments);
  }

  private MetaResponse resource(MetaRequest call, String[] parts) {
    if (parts[0].equals("DocType") && parts.length == 2) {
      return doctype(parts[1])
          .map(doctype -> body("data", doctype))
          .orElseGet(() -> none("DocType", parts[1]));
    }
    if (!doctypes.containsKey(parts[0])) {
      return none("DocType", parts[0]);
    }
    if (parts.length == 2) {
      return find(record -> record.path("name").asText().equals(parts[1])).stream()
          .findFirst()
          .map(record -> body("data", record))
          .orElseGet(() -> none(parts[0], parts[1]));
    }
    return call.method().equals("POST") ? insert(parts[0], json(call)) : list(call, parts[0]);
  }

  private MetaResponse list(MetaRequest call, String doctype) {
    JsonNode filters = json(call.query().getOrDefault("filters", "[]"));
    JsonNode fields = json(call.query().getOrDefault("fields", "[\"name\"]"));
    ArrayNode found = JSON.createArrayNode();
    find(record -> record.path("doctype").asText().equals(doctype) && fits(record, filters))
        .stream()
        .limit(Integer.parseInt(call.query().getOrDefault("limit_page_length", "20")))
        .forEach(
            record -> {
              ObjectNode shown = found.addObject();
              fields.forEach(field -> shown.set(field.asText(), record.path(field.asText())));
            });
    return body("data", found);
  }

  private static boolean fits(JsonNode record, JsonNode filters) {
    return StreamSupport.stream(filters.spliterator(), false)
        .allMatch(
            filter -> record.path(filter.get(0).asText()).asText().equals(filter.get(2).asText()));
  }

  private List<ObjectNode> find(Predicate<ObjectNode> wanted) {
    return records.stream().filter(wanted).toList();
  }

  private MetaResponse insert(String doctype, JsonNode document) {
    ObjectNode record = JSON.createObjectNode();
    for (JsonNode field : doctypes.get(doctype).path("fields")) {
      String name = field.path("fieldname").asText();
      JsonNode value = document.has(name) ? document.path(name) : field.path("default");
      Optional<MetaResponse> refused = refused(doctype, field, value.asText(""));
      if (refused.isPresent()) {
        return refused.get();
      }
      record.set(name, value.isMissingNode() ? null : stored(field, value));
    }
    last++;
    record
        .put("doctype", doctype)
        .put("name", "CRM-%s-%05d".formatted(doctype.toUpperCase(), last));
    records.add(record);
    return body("data", record);
  }

  private Optional<MetaResponse> refused(String doctype, JsonNode field, String value) {
    String label = field.path("label").asText();
    String options = field.path("options").asText();
    if (field.path("reqd").asInt() == 1 && value.isBlank()) {
      return Optional.of(
          refusal(
              417,
              "MandatoryError",
              "Value missing for " + doctype + ": <strong>" + label + "</strong>"));
    }
    if (options.equals("Email") && !value.isEmpty() && !value.contains("@")) {
      return Optional.of(
          refusal(
              417,
              "InvalidEmailAddressError",
              "<strong>" + value + "</strong> is not a valid Email Address"));
    }
    if (options.contains("\n")
        && !value.isEmpty()
        && !List.of(options.split("\n")).contains(value)) {
      return Optional.of(
          refusal(
              417, "ValidationError", label + " cannot be \"" + value + "\". It should be one of"));
    }
    if (isInvalidTime(field.path("fieldtype").asText(), value)) {
      return Optional.of(databaseError(value, field.path("fieldname").asText()));
    }
    if (field.path("fieldtype").asText().equals("Data") && value.length() > MAX_DATA_LENGTH) {
      return Optional.of(
          refusal(
              417,
              "CharacterLengthExceededError",
              "<b>%s</b>: '%s' will get truncated, as max characters allowed is 140"
                  .formatted(label, value)));
    }
    boolean taken =
        field.path("unique").asInt() == 1
            && !value.isEmpty()
            && !find(record -> record.path(field.path("fieldname").asText()).asText().equals(value))
                .isEmpty();
    return taken
        ? Optional.of(
            refusal(417, "UniqueValidationError", "<strong>" + label + "</strong> must be unique"))
        : Optional.empty();
  }

  /** Frappe stores text that is not a number, including true and yes, as 0 without an error. */
  private static JsonNode stored(JsonNode field, JsonNode value) {
    return switch (field.path("fieldtype").asText()) {
      case "Check", "Int" -> JSON.getNodeFactory().numberNode(value.asInt(0));
      case "Float", "Currency" -> JSON.getNodeFactory().numberNode(value.asDouble(0));
      default -> value;
    };
  }

  private static boolean isInvalidTime(String type, String value) {
    String expected = TIMES.get(type);
    return expected != null && !value.isEmpty() && !value.matches(expected);
  }

  /** Frappe returns database exceptions in this format. */
  private static MetaResponse databaseError(String value, String column) {
    String error =
        "(1292, \"Incorrect value: '%s' for column '%s' at row 1\")".formatted(value, column);
    ObjectNode body = JSON.createObjectNode().put("exc_type", "OperationalError");
    return answer(500, body.put("exception", "pymysql.err.OperationalError: " + error));
  }

  private MetaResponse assign(JsonNode request) {
    String name = request.path("name").asText();
    if (find(record -> record.path("name").asText().equals(name)).isEmpty()) {
      return none(request.path("doctype").asText(), name);
    }
    for (JsonNode user : json(request.path("assign_to").asText("[]"))) {
      if (!user.asText().contains("@")) {
        return refusal(417, "LinkValidationError", "Could not find Allocated To: " + user.asText());
      }
      ObjectNode assignment =
          JSON.createObjectNode().put("doctype", request.path("doctype").asText());
      assignment.put("name", name).put("allocated_to", user.asText());
      if (!assignments.contains(assignment)) {
        assignments.add(assignment);
      }
    }
    return body("message", JSON.createArrayNode());
  }

  private Optional<ObjectNode> doctype(String name) {
    return Optional.ofNullable(doctypes.get(name == null ? "" : name));
  }

  private static MetaResponse none(String doctype, String name) {
    return refusal(404, "DoesNotExistError", doctype + " " + name + " not found");
  }

  /** An exception in the format of {@code frappe.app}, with the messages for the user. */
  private static MetaResponse refusal(int status, String type, String html) {
    ObjectNode message = JSON.createObjectNode().put("message", html).put("title", "Message");
    ObjectNode body = JSON.createObjectNode();
    body.put("exception", "frappe.exceptions." + type + ": " + html).put("exc_type", type);
    body.put("exc", "[\"Traceback (most recent call last): …\"]");
    body.put("_server_messages", JSON.createArrayNode().add(message.toString()).toString());
    return answer(status, body);
  }

  private static MetaResponse body(String name, JsonNode value) {
    return answer(200, JSON.createObjectNode().set(name, value));
  }

  private static MetaResponse answer(int status, JsonNode body) {
    return new MetaResponse(status, body.toString(), Map.of(), Duration.ZERO);
  }

  private static JsonNode json(MetaRequest call) {
    return json(new String(call.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }
}
