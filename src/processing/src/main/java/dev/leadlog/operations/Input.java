package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the input fields that several operations share. */
final class Input {

  private static final int MOST_IDS = 1000;
  private static final int MOST_DESTINATIONS = 10;
  private static final int LONGEST_TEXT = 1000;
  private static final int LARGEST_PAYLOAD = 128 * 1024;

  /** Reads {@code leadgenIds} or {@code filter}; empty if neither is valid. */
  static Optional<Selection> selection(StrictReader input, Instant now) {
    if (input.has("leadgenIds") == input.has("filter")) {
      input.mistake("enter either leadgenIds, a list, or filter, an object");
      return Optional.empty();
    }
    if (input.has("leadgenIds")) {
      return Optional.of(
          new Selection.Ids(
              input.values("leadgenIds", MOST_IDS, "digits, in quotes", LeadgenId::of)));
    }
    if (input.json("filter").isObject() && input.json("filter").isEmpty()) {
      input.mistake(
          "filter", "is empty; enter at least one of " + String.join(", ", LeadLogFilter.NAMES));
    }
    return Optional.of(new Selection.Filtered(filter(input, now)));
  }

  /** Reads {@code leadgenIds} or {@code filter}; without both, all logs of the last 90 days. */
  static Optional<Selection> selectionOrAll(StrictReader input, Instant now) {
    return input.has("leadgenIds")
        ? selection(input, now)
        : Optional.of(new Selection.Filtered(filter(input, now)));
  }

  /** Reads {@code destinations}, names of the page configuration. */
  static List<String> destinations(StrictReader input) {
    return input.values(
        "destinations",
        MOST_DESTINATIONS,
        "the name of a destination, in quotes",
        name -> Optional.of(name).filter(text -> !text.isBlank()));
  }

  /** Reads {@code filter}; without it or if it is empty, all logs of the last 90 days. */
  static LeadLogFilter filter(StrictReader input, Instant now) {
    StrictReader filter = input.object("filter").orElseGet(() -> input.empty("filter"));
    return LeadLogFilter.read(filter.knowing(LeadLogFilter.NAMES), now);
  }

  /** Reads {@code note}; null if it is missing. */
  static String note(StrictReader input) {
    boolean none = input.json("note").isTextual() && input.json("note").asText().isBlank();
    return none ? null : bounded(input, "note", input.text("note"));
  }

  /** Reads the required field {@code note}. */
  static String requiredNote(StrictReader input) {
    String note = note(input);
    if (note == null) {
      input.mistake("note", "is missing; enter the reason");
    }
    return note;
  }

  /**
   * Reads {@code leadDocReference}, {@code {"type","id","url"?}} of a record that a person created.
   */
  static LeadDocReference reference(StrictReader input) {
    StrictReader reference =
        input
            .object("leadDocReference")
            .orElseGet(() -> input.empty("leadDocReference"))
            .knowing("type", "id", "url");
    return new LeadDocReference(
        bounded(reference, "type", reference.requiredText("type", "the kind of record")),
        bounded(reference, "id", reference.requiredText("id", "the id of the record")),
        bounded(reference, "url", reference.text("url")));
  }

  /** Returns null if there is no text. */
  private static String bounded(StrictReader reader, String field, Optional<String> text) {
    if (text.orElse("").length() > LONGEST_TEXT) {
      reader.mistake(field, "must not be longer than " + LONGEST_TEXT + " characters");
    }
    return text.map(String::strip).orElse(null);
  }

  /**
   * Checks a lead in the format of the Graph API; unknown fields are allowed, because Meta may add
   * some.
   */
  static void checkPayload(StrictReader payload) {
    JsonNode fields = payload.json("field_data");
    if (!fields.isArray()) {
      payload.mistake("field_data", "must be a list of {\"name\", \"values\": [...]}");
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.path(i).path("name").isTextual() || !fields.path(i).path("values").isArray()) {
        payload.mistake("field_data[" + i + "]", "must be {\"name\": text, \"values\": [texts]}");
      }
    }
    if (Json.text(payload.json()).getBytes(StandardCharsets.UTF_8).length > LARGEST_PAYLOAD) {
      payload.mistake("the payload must not be larger than 128 KB");
    }
  }

  private Input() {}
}
