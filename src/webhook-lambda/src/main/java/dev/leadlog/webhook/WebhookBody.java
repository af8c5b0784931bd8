package dev.leadlog.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one POST of Meta's says: every change of every entry, each read for itself, so that one that
 * is malformed takes no other along. What cannot be read is one malformed announcement that has the
 * whole body: Meta has signed it, and no answer would make Meta send it otherwise.
 *
 * @param announced the leads, and the changes that are none, in their order
 * @param ignored changes of other fields, and everything of other objects
 * @param withoutValues entries that say which fields changed, but not how: the app's "Include
 *     Values" is off, and only polling finds those leads
 */
record WebhookBody(List<LeadNotification> announced, int ignored, int withoutValues) {

  private static final String LEADGEN = "leadgen";

  /**
   * Meta sends 1,000 changes at most. What is beyond this stays in the announcement of the body, so
   * that no body takes longer than the function has.
   */
  static final int MOST_CHANGES = 10_000;

  /** Each is a log of its own, and tells less than the body as a whole. */
  static final int MOST_MALFORMED = 1_000;

  /** Reads a body: at first strictly, which costs least. */
  static WebhookBody read(byte[] body, Instant receivedTime) {
    Reading reading = new Reading(receivedTime);
    Optional<JsonNode> json = Json.readOnce(body);
    LenientJson lenient =
        json.map(value -> new LenientJson(List.of(value), true))
            .orElseGet(() -> LenientJson.read(body));
    lenient.values().forEach(reading::value);
    boolean all = lenient.complete() && !lenient.values().isEmpty() && !reading.left;
    if (!all) {
      reading.announced.add(LeadNotification.unreadable(body, receivedTime));
    }
    return reading.envelope();
  }

  private static final class Reading {

    private final Instant receivedTime;
    private final List<LeadNotification> announced = new ArrayList<>();
    private int malformed;
    private int ignored;
    private int withoutValues;

    /** Whether something of the body is in no announcement. */
    private boolean left;

    Reading(Instant receivedTime) {
      this.receivedTime = receivedTime;
    }

    void value(JsonNode json) {
      if (!json.path("object").isTextual()) {
        left = true;
      } else if (!json.path("object").asText().equals("page")) {
        ignored += Math.max(1, json.path("entry").size());
      } else if (!json.path("entry").isArray()) {
        left = true;
      } else {
        json.path("entry").forEach(this::entry);
      }
    }

    private void entry(JsonNode entry) {
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
      if (announced.size() >= MOST_CHANGES || malformed >= MOST_MALFORMED) {
        left = true;
        return;
      }
      List<LeadNotification> read =
          LeadNotification.read(change, entry, receivedTime, Source.WEBHOOK);
      announced.addAll(read);
      malformed += read.get(0).lead().malformed() == null ? 0 : 1;
    }

    WebhookBody envelope() {
      return new WebhookBody(List.copyOf(announced), ignored, withoutValues);
    }
  }

  /** How many of the announcements tell of no lead. */
  int malformed() {
    return (int) announced.stream().filter(a -> a.lead().leadgenId().isMalformed()).count();
  }
}
