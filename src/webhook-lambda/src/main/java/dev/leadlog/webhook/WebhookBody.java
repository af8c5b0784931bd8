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
 * The lead notifications of one webhook notification. Each change is read separately, so that a
 * malformed one does not affect the others. If a part of the body cannot be read, the whole body
 * becomes one malformed notification: Meta has signed it and would send the same body again.
 *
 * @param announced the leads and the malformed changes, in their order
 * @param ignored the number of changes of other fields and of other objects
 * @param withoutValues the number of entries that name the changed fields without their values: the
 *     app's "Include Values" is off, and only polling finds those leads
 */
record WebhookBody(List<LeadNotification> announced, int ignored, int withoutValues) {

  private static final String LEADGEN = "leadgen";

  /**
   * Meta sends at most 1,000 changes. Changes beyond this limit are kept only in the malformed
   * notification of the whole body, so that reading ends before the function's timeout.
   */
  static final int MOST_CHANGES = 10_000;

  /**
   * Each malformed change becomes a separate log. Beyond this limit, one log with the whole body is
   * easier to examine.
   */
  static final int MOST_MALFORMED = 1_000;

  /** Reads a body, first as strict JSON, which is fastest. */
  static WebhookBody read(byte[] body, Instant receivedTime) {
    Reader reader = new Reader(receivedTime);
    Optional<JsonNode> json = Json.readOnce(body);
    LenientJson lenient =
        json.map(value -> new LenientJson(List.of(value), true))
            .orElseGet(() -> LenientJson.read(body));
    lenient.values().forEach(reader::value);
    boolean all = lenient.complete() && !lenient.values().isEmpty() && !reader.incomplete;
    if (!all) {
      reader.announced.add(LeadNotification.unreadable(body, receivedTime));
    }
    return reader.result();
  }

  private static final class Reader {

    private final Instant receivedTime;
    private final List<LeadNotification> announced = new ArrayList<>();
    private int malformed;
    private int ignored;
    private int withoutValues;

    /** Whether a part of the body is in no notification. */
    private boolean incomplete;

    Reader(Instant receivedTime) {
      this.receivedTime = receivedTime;
    }

    void value(JsonNode json) {
      if (!json.path("object").isTextual()) {
        incomplete = true;
      } else if (!json.path("object").asText().equals("page")) {
        ignored += Math.max(1, json.path("entry").size());
      } else if (!json.path("entry").isArray()) {
        incomplete = true;
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
        add(changes.isMissingNode() ? entry : changes, entry);
      }
    }

    private void change(JsonNode change, JsonNode entry) {
      JsonNode field = change.path("field");
      if (field.isTextual() && !field.asText().equals(LEADGEN)) {
        ignored++;
      } else {
        add(change, entry);
      }
    }

    private void add(JsonNode change, JsonNode entry) {
      if (announced.size() >= MOST_CHANGES || malformed >= MOST_MALFORMED) {
        incomplete = true;
        return;
      }
      List<LeadNotification> read =
          LeadNotification.read(change, entry, receivedTime, Source.WEBHOOK);
      announced.addAll(read);
      malformed += read.get(0).lead().malformed() == null ? 0 : 1;
    }

    WebhookBody result() {
      return new WebhookBody(List.copyOf(announced), ignored, withoutValues);
    }
  }

  /** The number of malformed notifications. */
  int malformed() {
    return (int) announced.stream().filter(a -> a.lead().leadgenId().isMalformed()).count();
  }
}
