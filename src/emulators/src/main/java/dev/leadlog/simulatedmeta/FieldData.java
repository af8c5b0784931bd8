package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Creates the answers of a lead, in the format of {@code field_data}. */
final class FieldData {

  private static final List<String> DEFAULT_QUESTIONS =
      List.of("full_name", "email", "phone_number");

  /** Adds the given answers, else the default ones, and the answers of the fault. */
  static void fill(ArrayNode fieldData, JsonNode given, Fault fault) {
    if (fault == Fault.TESTING_TOOL) {
      DEFAULT_QUESTIONS.forEach(name -> add(fieldData, name, testValue(name)));
      return;
    }
    if (given.isObject() && !given.isEmpty()) {
      given.fields().forEachRemaining(answer -> add(fieldData, answer.getKey(), answer.getValue()));
    } else if (fault != Fault.NO_ANSWERS) {
      add(fieldData, "full_name", "Ada Lovelace");
      add(fieldData, "email", "ada@example.org");
      add(fieldData, "phone_number", "+44 20 7946 0958");
    }
    if (fault == Fault.MULTI_SELECT) {
      ArrayNode values = question(fieldData, "which_colours_do_you_like");
      values.add("red").add("green").add("blue");
    } else if (fault == Fault.UNICODE) {
      add(fieldData, "आपका नाम क्या है?", "आदा");
      add(fieldData, "ما اسمك؟", "آدا");
    } else if (fault == Fault.NO_ANSWERS) {
      DEFAULT_QUESTIONS.forEach(name -> question(fieldData, name));
    }
  }

  private static String testValue(String name) {
    return name.equals("email") ? "test@fb.com" : "<test lead: dummy data for " + name + ">";
  }

  private static void add(ArrayNode fieldData, String name, JsonNode value) {
    ArrayNode values = question(fieldData, name);
    if (value.isArray()) {
      value.forEach(values::add);
    } else {
      values.add(value.asText());
    }
  }

  private static void add(ArrayNode fieldData, String name, String value) {
    question(fieldData, name).add(value);
  }

  private static ArrayNode question(ArrayNode fieldData, String name) {
    ObjectNode question = fieldData.addObject().put("name", name);
    return question.putArray("values");
  }

  private FieldData() {}
}
