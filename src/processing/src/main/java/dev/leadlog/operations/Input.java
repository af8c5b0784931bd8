package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.reprocessing.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what was sent, strictly, and writes down every mistake with its place. */
final class Input {

  private static final int MOST_IDS = 1000;

  /** Meta is asked for each while someone waits. */
  private static final int MOST_PAGES = 50;

  private static final int LONGEST_TEXT = 1000;
  private static final int LARGEST_PAYLOAD = 128 * 1024;

  private final JsonNode json;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * @param json null for nothing
   */
  Input(JsonNode json) {
    this.json = json == null ? MissingNode.getInstance() : json;
    if (!this.json.isObject()) {
      mistakes.add("the body must be a JSON object");
    }
  }

  List<String> mistakes() {
    return mistakes;
  }

  /** {@code leadgenIds} or {@code filter}; nothing where neither is right. */
  Optional<Selection> selection(Instant now) {
    if (json.has("leadgenIds") == json.has("filter")) {
      mistakes.add("give either leadgenIds, a list, or filter, an object");
      return Optional.empty();
    }
    return json.has("leadgenIds") ? ids() : filter(now);
  }

  private Optional<Selection> ids() {
    JsonNode list = json.path("leadgenIds");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_IDS) {
      mistakes.add(
          "leadgenIds: must be a list of 1 to " + MOST_IDS + " ids; use a filter for more");
      return Optional.empty();
    }
    List<LeadgenId> ids = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Optional<LeadgenId> id = LeadgenId.of(list.get(i).isValueNode() ? list.get(i).asText() : "");
      id.ifPresent(ids::add);
      if (id.isEmpty()) {
        mistakes.add("leadgenIds[" + i + "]: must be digits, in quotes");
      }
    }
    return Optional.of(new Selection.Ids(ids));
  }

  private Optional<Selection> filter(Instant now) {
    JsonNode filter = json.path("filter");
    if (!filter.isObject() || filter.isEmpty()) {
      mistakes.add("filter: must be an object with at least one of " + LeadLogFilters.NAMES);
      return Optional.empty();
    }
    return Optional.of(new Selection.Filtered(read(filter, now)));
  }

  /** {@code filter}; where there is none or it is empty, everything of the last 90 days. */
  LeadLogFilter filterOrAll(Instant now) {
    JsonNode filter = json.path("filter");
    if (!filter.isObject() && !filter.isMissingNode() && !filter.isNull()) {
      mistakes.add("filter: must be an object with any of " + LeadLogFilters.NAMES);
    }
    return read(filter, now);
  }

  private LeadLogFilter read(JsonNode filter, Instant now) {
    List<String> wrong = new ArrayList<>();
    LeadLogFilter read = LeadLogFilters.read(texts(filter, wrong), now, wrong);
    wrong.forEach(mistake -> mistakes.add("filter." + mistake));
    return read;
  }

  /** Adds a mistake for every other name. */
  void only(String name) {
    json.fieldNames()
        .forEachRemaining(
            given -> {
              if (!given.equals(name)) {
                mistakes.add(given + ": is not known here; known is " + name);
              }
            });
  }

  /** The values of a filter by their names, as texts. */
  static Map<String, String> texts(JsonNode filter, List<String> mistakes) {
    Map<String, String> texts = new HashMap<>();
    filter
        .fields()
        .forEachRemaining(
            field -> {
              if (!LeadLogFilters.NAMES.contains(field.getKey())) {
                mistakes.add(
                    field.getKey() + ": is not a filter; known are " + LeadLogFilters.NAMES);
              } else if (!field.getValue().isNull()) {
                texts.put(field.getKey(), field.getValue().asText());
              }
            });
    return texts;
  }

  /** {@code userToken}; null where none is given. It is never repeated in a mistake. */
  String userToken() {
    JsonNode token = json.path("userToken");
    if (!token.isMissingNode() && (!token.isTextual() || token.asText().isBlank())) {
      mistakes.add(
          "userToken: must be an access token in quotes; leave it out for the system user's");
    }
    return token.isTextual() ? token.asText().strip() : null;
  }

  /** {@code pageIds}; empty where none are given. */
  List<PageId> pageIds() {
    JsonNode list = json.path("pageIds");
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_PAGES) {
      mistakes.add("pageIds: must be a list of 1 to " + MOST_PAGES + " ids");
      return List.of();
    }
    List<PageId> ids = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Optional<PageId> id = PageId.of(list.get(i).isValueNode() ? list.get(i).asText() : "");
      id.ifPresent(ids::add);
      if (id.isEmpty()) {
        mistakes.add("pageIds[" + i + "]: must be digits, in quotes");
      }
    }
    return ids.stream().distinct().toList();
  }

  boolean flag(String name) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      mistakes.add(name + ": must be true or false, without quotes");
    }
    return value.asBoolean();
  }

  Optional<String> note() {
    String note = json.path("note").asText("").strip();
    if (note.length() > LONGEST_TEXT) {
      mistakes.add("note: must not be longer than " + LONGEST_TEXT + " characters");
    }
    return note.isEmpty() ? Optional.empty() : Optional.of(note);
  }

  String requiredNote() {
    Optional<String> note = note();
    if (note.isEmpty()) {
      mistakes.add("note: is missing; say why");
    }
    return note.orElse(null);
  }

  /** {@code {"type","id","url"?}} of a record that was made by hand. */
  LeadDocReference reference() {
    JsonNode reference = json.path("leadDocReference");
    for (String name : List.of("type", "id")) {
      if (!reference.path(name).isTextual() || reference.path(name).asText().isBlank()) {
        mistakes.add("leadDocReference." + name + ": is missing; give it as text in quotes");
      }
    }
    for (String name : List.of("type", "id", "url")) {
      if (reference.path(name).asText("").length() > LONGEST_TEXT) {
        mistakes.add(
            "leadDocReference."
                + name
                + ": must not be longer than "
                + LONGEST_TEXT
                + " characters");
      }
    }
    return new LeadDocReference(
        reference.path("type").asText(),
        reference.path("id").asText(),
        reference.path("url").asText(null));
  }

  /** A lead in the Graph API's shape. */
  void payload(String text) {
    JsonNode fields = json.path("field_data");
    if (!fields.isArray()) {
      mistakes.add("field_data: must be a list of {\"name\", \"values\": [...]}");
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).path("name").isTextual() || !fields.get(i).path("values").isArray()) {
        mistakes.add("field_data[" + i + "]: must be {\"name\": text, \"values\": [texts]}");
      }
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_PAYLOAD) {
      mistakes.add("the payload must not be larger than 128 KB");
    }
  }
}
