package dev.leadlog.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.text.Digests;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One change of a webhook notification, unchanged, with the id and time of its entry, and the lead
 * that it names.
 *
 * @param change null if only the id is known
 * @param entry {@code {"id","time"}} of the entry; null if there was none
 */
public record LeadNotification(NewLead lead, JsonNode change, ObjectNode entry) {

  /** An item in DynamoDB holds 400 KB, and the lead's payload must fit too. */
  static final int LARGEST_CHANGE = 128 * 1024;

  private static final int LARGEST_CUT = 64 * 1024;

  private static final int DEEPEST_CHANGE = 100;

  /** The keys of a change's value (source: Meta, "Webhooks for Leadgen"). */
  private static final List<String> KEYS =
      List.of("leadgen_id", "page_id", "form_id", "adgroup_id", "ad_id", "created_time");

  /**
   * Reads one change as far as possible. A change without a usable leadgen id, or one that cannot
   * be stored as it is, becomes a malformed notification. If the change is only too large, the lead
   * that it names gets a notification as well.
   *
   * @param change a change of field {@code leadgen}, of any shape
   * @param entry the entry that contains it, of any shape
   * @return one or two notifications
   */
  public static List<LeadNotification> read(
      JsonNode change, JsonNode entry, Instant receivedTime, Source source) {
    ObjectNode envelope = envelope(entry);
    Optional<LeadgenId> id = id(change);
    if (fits(change, LARGEST_CHANGE)) {
      return List.of(
          id.map(leadgenId -> of(leadgenId, change, envelope, receivedTime, source))
              .orElseGet(() -> malformed(change, envelope, receivedTime, source)));
    }
    return Stream.concat(
            Stream.of(malformed(change, envelope, receivedTime, source)),
            id
                .map(leadgenId -> of(leadgenId, known(change), envelope, receivedTime, source))
                .stream())
        .toList();
  }

  /** The notification of a lead of which only the id is known. */
  static LeadNotification ofId(LeadgenId id, Instant receivedTime, Source source) {
    return new LeadNotification(NewLead.of(LeadIds.of(id), receivedTime, source), null, null);
  }

  /** The notification for a message on the queue that cannot be read. */
  public static LeadNotification unprocessable(String body, Instant receivedTime) {
    return new LeadNotification(
        NewLead.of(LeadIds.of(malformedId(body)), receivedTime, Source.WEBHOOK)
            .announcedBy(cut(body))
            .malformed(Reason.UNPROCESSABLE, "a message on the queue could not be read"),
        null,
        null);
  }

  /**
   * The notification for a signed body that cannot be read. It holds the whole body, and its id is
   * the SHA-256 of the bytes. Bytes that are not valid UTF-8 are kept as ISO-8859-1, which has a
   * character for each byte.
   */
  public static LeadNotification unreadable(byte[] body, Instant receivedTime) {
    String text = new String(body, StandardCharsets.UTF_8);
    String raw =
        Arrays.equals(utf8(text), body) ? text : new String(body, StandardCharsets.ISO_8859_1);
    return rebuildMalformed(
        malformedId(body), TextNode.valueOf(cut(raw)), null, receivedTime, Source.WEBHOOK);
  }

  /**
   * Replaces a lead that the log permanently rejects with a malformed one that has the known ids.
   */
  public static NewLead malformed(NewLead refused) {
    String id = refused.leadgenId().text();
    String raw =
        refused.read() == null ? Json.text(Json.object().put("id", id)) : refused.read().payload();
    return NewLead.of(
            new LeadIds(malformedId(id), refused.pageId(), refused.formId(), null),
            refused.receivedTime(),
            refused.source())
        .created(refused.createdTime())
        .announcedBy(cut(raw))
        .malformed(Reason.MALFORMED_CHANGE, "the log cannot store lead " + id);
  }

  /** Rebuilds a malformed notification from its message: it keeps the id that it got at first. */
  static LeadNotification rebuildMalformed(
      LeadgenId id, JsonNode change, ObjectNode entry, Instant receivedTime, Source source) {
    JsonNode kept =
        change == null || fits(change, LARGEST_CUT) ? change : TextNode.valueOf(cut(change));
    ObjectNode around = entry == null ? null : envelope(entry);
    String raw = kept == null ? null : kept.isTextual() ? kept.asText() : raw(kept, around);
    PageId page = around == null ? null : PageId.of(idText(around.path("id"))).orElse(null);
    return new LeadNotification(
        NewLead.of(new LeadIds(id, page, null, null), receivedTime, source)
            .announcedBy(raw)
            .malformed(
                Reason.MALFORMED_CHANGE,
                "a change without a usable leadgen id, or too large to be stored"),
        kept,
        around);
  }

  private static LeadNotification of(
      LeadgenId id, JsonNode change, ObjectNode entry, Instant receivedTime, Source source) {
    JsonNode value = change.path("value");
    LeadIds ids =
        new LeadIds(
            id,
            PageId.of(idText(value.path("page_id")))
                .or(() -> PageId.of(idText(entry.path("id"))))
                .orElse(null),
            FormId.of(idText(value.path("form_id"))).orElse(null),
            adId(value));
    NewLead lead =
        NewLead.of(ids, receivedTime, source)
            .created(createdTime(value.path("created_time")))
            .announcedBy(raw(change, entry));
    return new LeadNotification(lead, change, entry);
  }

  private static LeadNotification malformed(
      JsonNode change, ObjectNode entry, Instant receivedTime, Source source) {
    return rebuildMalformed(malformedId(Json.text(change)), change, entry, receivedTime, source);
  }

  private static Optional<LeadgenId> id(JsonNode change) {
    return LeadgenId.of(idText(change.path("value").path("leadgen_id")))
        .filter(id -> !id.isMalformed());
  }

  /** Meta sends ids as strings or as integers; they exceed the precision of a double. */
  private static String idText(JsonNode id) {
    return id.isIntegralNumber() || id.isTextual() ? id.asText().strip() : null;
  }

  /** Absent, 0 and empty all mean that there is no ad. */
  private static String adId(JsonNode value) {
    String id = idText(value.path("ad_id"));
    return id != null && id.matches("[1-9][0-9]{0,39}") ? id : null;
  }

  private static Instant createdTime(JsonNode seconds) {
    String text = idText(seconds);
    if (text == null || !text.matches("[0-9]{1,11}")) {
      return null;
    }
    try {
      return Instant.ofEpochSecond(Long.parseLong(text));
    } catch (DateTimeException outOfRange) {
      return null;
    }
  }

  private static ObjectNode envelope(JsonNode entry) {
    return shortValues(entry, List.of("id", "time"));
  }

  private static ObjectNode shortValues(JsonNode from, List<String> keys) {
    ObjectNode values = Json.object();
    for (String key : keys) {
      JsonNode value = from.path(key);
      if (value.isValueNode() && value.asText().length() <= 64) {
        values.set(key, value);
      }
    }
    return values;
  }

  /** The entry with only this change, in the shape that Meta sends. */
  private static String raw(JsonNode change, ObjectNode entry) {
    ObjectNode raw = entry == null ? Json.object() : entry.deepCopy();
    raw.putArray("changes").add(change);
    return Json.text(raw);
  }

  private static JsonNode known(JsonNode change) {
    return Json.object()
        .put("field", "leadgen")
        .set("value", shortValues(change.path("value"), KEYS));
  }

  private static boolean fits(JsonNode change, int most) {
    return isNestedAtMost(change, DEEPEST_CHANGE) && utf8(Json.text(change)).length <= most;
  }

  private static boolean isNestedAtMost(JsonNode node, int most) {
    if (most == 0) {
      return false;
    }
    for (JsonNode child : node) {
      if (!isNestedAtMost(child, most - 1)) {
        return false;
      }
    }
    return true;
  }

  /** A change that was cut before is a text, and stays as it is. */
  private static String cut(JsonNode change) {
    return cut(change.isTextual() ? change.asText() : Json.text(change));
  }

  private static String cut(String text) {
    byte[] bytes = utf8(text);
    if (bytes.length <= LARGEST_CUT) {
      return text;
    }
    int end = LARGEST_CUT;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static LeadgenId malformedId(String text) {
    return malformedId(utf8(text));
  }

  private static LeadgenId malformedId(byte[] bytes) {
    String digest = HexFormat.of().formatHex(Digests.sha256(bytes));
    return LeadgenId.of("malformed-" + digest).orElseThrow();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "LeadNotification[" + lead.leadgenId() + "]";
  }
}
