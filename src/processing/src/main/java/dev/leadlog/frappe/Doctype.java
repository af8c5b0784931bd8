package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.HttpResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A doctype of a Frappe site with its fields, including those of {@code Custom Field}.
 *
 * @param fields the fields that can hold a value
 * @param unique the names of those whose values are unique
 */
record Doctype(String name, List<DestinationField> fields, Set<String> unique) {

  /** Field types that only structure a form and hold no value. */
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

  /** The result of reading a doctype: the doctype, or the failed call. */
  record Read(Optional<Doctype> doctype, HttpResult reply) {

    /** Returns whether another read would not help: the doctype is known, or access is denied. */
    boolean isFinal() {
      return doctype.isPresent()
          || (reply instanceof HttpResult.Answered answered
              && NOT_SHOWN.contains(answered.status()));
    }
  }

  /**
   * Reads the doctype in the same way as Frappe's own forms, with all customizations; if that is
   * not allowed, from its document and its custom fields.
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

  /** Returns why a field cannot hold the leadgen id; empty if it can. */
  Optional<String> mistake(String field) {
    if (unique.contains(field)) {
      return Optional.empty();
    }
    return Optional.of(
        field(field).isPresent()
            ? "\"%s\" is not unique in %s, so a lead could get two records; select Unique for this field in Frappe"
                .formatted(field, name)
            : "\"%s\" is not a field of %s; add it in Frappe with type Data, and select Unique"
                .formatted(field, name));
  }

  Optional<DestinationField> field(String name) {
    return fields.stream().filter(known -> known.name().equals(name)).findFirst();
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

  /** Returns the options of a Select; naming series and old links have other content there. */
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

  /** Frappe itself fills a field that has a default value or uses its first option. */
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
