package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A doctype of a Frappe site: its fields, those of {@code Custom Field} among them.
 *
 * @param fields those that can hold a value
 * @param unique the names of those whose values are unique
 */
record Doctype(String name, List<DestinationField> fields, Set<String> unique) {

  /** They structure a form, and hold nothing. */
  private static final Set<String> LAYOUT =
      Set.of(
          "Section Break",
          "Column Break",
          "Tab Break",
          "Fold",
          "Heading",
          "HTML",
          "Button",
          "Image");

  private static final Set<String> NOT_FILLED = Set.of("Read Only", "Table", "Table MultiSelect");

  private static final Set<Integer> NOT_SHOWN = Set.of(403, 404);

  /** What was read of a doctype, or what came instead. */
  record Read(Optional<Doctype> doctype, HttpResult reply) {

    /** Whether asking again would tell no more: it is known, or not to be shown. */
    boolean isFinal() {
      return doctype.isPresent()
          || (reply instanceof HttpResult.Answered answered
              && NOT_SHOWN.contains(answered.status()));
    }
  }

  /**
   * Reads it as Frappe's own forms do, with everything that was customised; where that is not
   * allowed, from its document and its custom fields.
   */
  static Read read(FrappeSite site, String name) {
    HttpResult form =
        site.get("/api/method/frappe.desk.form.load.getdoctype", Map.of("doctype", name));
    Optional<Doctype> whole = named(json(form).path("docs"), name).map(doc -> of(doc, List.of()));
    if (whole.isPresent() || !(form instanceof HttpResult.Answered)) {
      return new Read(whole, form);
    }
    HttpResult document =
        site.get(FrappeSite.resource("DocType") + "/" + FrappeSite.encoded(name), Map.of());
    JsonNode data = json(document).path("data");
    return data.path("fields").isArray()
        ? new Read(Optional.of(of(data, customFields(site, name))), document)
        : new Read(Optional.empty(), document);
  }

  boolean isUnique(String field) {
    return unique.contains(field);
  }

  Optional<DestinationField> field(String name) {
    return fields.stream().filter(known -> known.name().equals(name)).findFirst();
  }

  boolean has(String field) {
    return field(field).isPresent();
  }

  private static Iterable<JsonNode> customFields(FrappeSite site, String name) {
    HttpResult reply =
        site.get(
            FrappeSite.resource("Custom Field"),
            Map.of(
                "filters",
                "[[\"dt\",\"=\",\"" + name + "\"]]",
                "fields",
                "[\"fieldname\",\"label\",\"fieldtype\",\"reqd\",\"unique\",\"default\",\"options\",\"read_only\",\"is_virtual\"]",
                "limit_page_length",
                "0"));
    return json(reply).path("data");
  }

  private static Optional<JsonNode> named(JsonNode docs, String name) {
    return StreamSupport.stream(docs.spliterator(), false)
        .filter(doc -> doc.path("name").asText().equals(name) && doc.path("fields").isArray())
        .findFirst();
  }

  private static Doctype of(JsonNode document, Iterable<JsonNode> customFields) {
    List<JsonNode> all = new ArrayList<>();
    document.path("fields").forEach(all::add);
    customFields.forEach(all::add);
    List<DestinationField> fields =
        all.stream()
            .filter(field -> !LAYOUT.contains(field.path("fieldtype").asText()))
            .map(Doctype::field)
            .toList();
    Stream<String> unique =
        all.stream()
            .filter(field -> isSet(field, "unique"))
            .map(field -> field.path("fieldname").asText());
    Stream<String> naming =
        Stream.of(document.path("autoname").asText())
            .filter(rule -> rule.startsWith("field:"))
            .map(rule -> rule.substring("field:".length()));
    return new Doctype(
        document.path("name").asText(),
        fields,
        Stream.concat(unique, naming).collect(Collectors.toSet()));
  }

  private static DestinationField field(JsonNode field) {
    String name = field.path("fieldname").asText();
    String type = field.path("fieldtype").asText();
    boolean readOnly =
        isSet(field, "read_only") || isSet(field, "is_virtual") || NOT_FILLED.contains(type);
    return new DestinationField(
        name, field.path("label").asText(name), type, isNeeded(field), readOnly, options(field));
  }

  /** Of a Select; a naming series and the doctype of an old link are none to choose from. */
  private static List<String> options(JsonNode field) {
    String options = field.path("options").asText("");
    boolean free =
        !field.path("fieldtype").asText().equals("Select")
            || field.path("fieldname").asText().equals("naming_series")
            || options.startsWith("link:");
    return free
        ? List.of()
        : options.lines().map(String::strip).filter(option -> !option.isEmpty()).toList();
  }

  /** What has a default, or its first option for one, Frappe fills in by itself. */
  private static boolean isNeeded(JsonNode field) {
    String type = field.path("fieldtype").asText();
    boolean filled =
        !field.path("default").asText("").isEmpty()
            || type.equals("Check")
            || (type.equals("Select")
                && !field.path("options").asText("").split("\n")[0].isBlank());
    return isSet(field, "reqd") && !filled && !isSet(field, "read_only");
  }

  private static boolean isSet(JsonNode field, String flag) {
    return field.path(flag).asInt(0) == 1 || field.path(flag).asBoolean(false);
  }

  private static JsonNode json(HttpResult reply) {
    return reply instanceof HttpResult.Answered answered && answered.isSuccess()
        ? answered.json()
        : MissingNode.getInstance();
  }
}
