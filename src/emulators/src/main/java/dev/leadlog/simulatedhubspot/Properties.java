package dev.leadlog.simulatedhubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contact properties of the simulated account, in the format of {@code /crm/v3/properties}. */
final class Properties {

  private final Map<String, ObjectNode> byName = new LinkedHashMap<>();

  Properties() {
    add("email", "Email", "string", "text");
    add("firstname", "First name", "string", "text");
    add("lastname", "Last name", "string", "text");
    add("phone", "Phone number", "string", "phonenumber");
    add("company", "Company name", "string", "text");
    add("jobtitle", "Job title", "string", "text");
    add("message", "Message", "string", "textarea");
    add("numemployees", "Number of employees", "number", "number");
    add("date_of_birth", "Date of birth", "date", "date");
    add("call_at", "Call at", "datetime", "date");
    option(
        add("newsletter", "Newsletter", "bool", "booleancheckbox"), "true", "Yes", "false", "No");
    option(
        add("interest", "Interest", "enumeration", "select"),
        "opt_1",
        "Solar panels",
        "opt_2",
        "Heat pump");
    option(
        add("topics", "Topics", "enumeration", "checkbox"), "prices", "Prices", "dates", "Dates");
    add("score", "Score", "number", "number")
        .putObject("modificationMetadata")
        .put("readOnlyValue", true);
    add("lead_source_id", "Source id", "string", "text");
    unique("customer_number", "Customer number");
  }

  /** A property whose values must be unique. */
  void unique(String name, String label) {
    add(name, label, "string", "text").put("hasUniqueValue", true);
  }

  ObjectNode get(String name) {
    return byName.get(name);
  }

  Iterable<ObjectNode> all() {
    return byName.values();
  }

  ObjectNode create(JsonNode property) {
    ObjectNode created = property.deepCopy();
    byName.put(property.path("name").asText(), created.put("archived", false));
    return created;
  }

  private ObjectNode add(String name, String label, String type, String fieldType) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    property.put("name", name).put("label", label).put("type", type).put("fieldType", fieldType);
    property.put("groupName", "contactinformation").put("hasUniqueValue", false);
    property.put("archived", false).putArray("options");
    byName.put(name, property);
    return property;
  }

  private static void option(ObjectNode property, String... valuesAndLabels) {
    for (int i = 0; i < valuesAndLabels.length; i += 2) {
      property
          .withArray("options")
          .addObject()
          .put("value", valuesAndLabels[i])
          .put("label", valuesAndLabels[i + 1])
          .put("hidden", false);
    }
  }
}
