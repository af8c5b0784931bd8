package dev.leadlog.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.intake.Announcement;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one POST of Meta's says: every change of every entry, each read for itself, so that one that
 * is malformed takes no other along.
 *
 * @param announced the leads, and the changes that are none, in their order
 * @param ignored changes of other fields, and everything of other objects
 * @param withoutValues entries that say which fields changed, but not how: the app's "Include
 *     Values" is off, and only polling finds those leads
 */
record Envelope(List<Announcement> announced, int ignored, int withoutValues) {

  private static final String LEADGEN = "leadgen";

  /** Reads a body, or nothing where it is not JSON or not an envelope of Meta's. */
  static Optional<Envelope> read(byte[] body, Instant receivedTime) {
    return Json.read(body).flatMap(json -> read(json, receivedTime));
  }

  private static Optional<Envelope> read(JsonNode json, Instant receivedTime) {
    if (!json.path("object").isTextual()) {
      return Optional.empty();
    }
    if (!json.path("object").asText().equals("page")) {
      return Optional.of(new Envelope(List.of(), Math.max(1, json.path("entry").size()), 0));
    }
    if (!json.path("entry").isArray()) {
      return Optional.empty();
    }
    Reading reading = new Reading(receivedTime);
    json.path("entry").forEach(reading::entry);
    return Optional.of(reading.envelope());
  }

  private static final class Reading {

    private final Instant receivedTime;
    private final List<Announcement> announced = new ArrayList<>();
    private int ignored;
    private int withoutValues;

    Reading(Instant receivedTime) {
      this.receivedTime = receivedTime;
    }

    void entry(JsonNode entry) {
      JsonNode changes = entry.path("changes");
      if (changes.isArray()) {
        changes.forEach(change -> change(change, entry));
      } else if (entry.has("changed_fields")) {
        withoutValues++;
      } else if (entry.has("messaging") || entry.has("standby")) {
        ignored++;
      } else {
        announced(changes.isMissingNode() ? entry : changes, entry);
      }
    }

    private void change(JsonNode change, JsonNode entry) {
      JsonNode field = change.path("field");
      if (field.isTextual() && !field.asText().equals(LEADGEN)) {
        ignored++;
      } else {
        announced(change, entry);
      }
    }

    private void announced(JsonNode change, JsonNode entry) {
      announced.addAll(Announcement.read(change, entry, receivedTime, Source.WEBHOOK));
    }

    Envelope envelope() {
      return new Envelope(List.copyOf(announced), ignored, withoutValues);
    }
  }
}
