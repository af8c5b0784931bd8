package dev.leadlog.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The body of a message on the lead queue and the backlog queue: {@code
 * {"leadgenId","change","entry":{"id","time"},"receivedTime","source"}}. A message with a change is
 * enough to rebuild the log; without a change, the log holds everything already.
 */
public final class LeadMessage {

  private final LeadgenId leadgenId;
  private final JsonNode change;
  private final ObjectNode entry;
  private final Instant receivedTime;
  private final Source source;

  /** Cached, because it is needed for the length of a batch and for sending. */
  private String body;

  public LeadMessage(
      LeadgenId leadgenId, JsonNode change, ObjectNode entry, Instant receivedTime, Source source) {
    this.leadgenId = leadgenId;
    this.change = change;
    this.entry = entry;
    this.receivedTime = receivedTime;
    this.source = source;
  }

  public LeadgenId leadgenId() {
    return leadgenId;
  }

  /** Null if the log holds it; then the entry, the time and the source are null too. */
  public JsonNode change() {
    return change;
  }

  public Instant receivedTime() {
    return receivedTime;
  }

  public Source source() {
    return source;
  }

  /** The message for a log that holds everything already. */
  public static LeadMessage of(LeadgenId id) {
    return new LeadMessage(id, null, null, null, null);
  }

  static LeadMessage of(LeadNotification announced) {
    return new LeadMessage(
        announced.lead().leadgenId(),
        announced.change(),
        announced.entry(),
        announced.lead().receivedTime(),
        announced.lead().source());
  }

  /** Reads a message body; empty if it is not a lead message. */
  public static Optional<LeadMessage> read(String body) {
    return Json.read(body).flatMap(LeadMessage::read);
  }

  private static Optional<LeadMessage> read(JsonNode body) {
    JsonNode change = body.get("change");
    JsonNode entry = body.path("entry");
    return LeadgenId.of(body.path("leadgenId").asText(null))
        .map(
            id ->
                new LeadMessage(
                    id,
                    change == null || change.isNull() ? null : change,
                    entry instanceof ObjectNode object ? object : null,
                    time(body.path("receivedTime").asText(null)),
                    Source.of(body.path("source").asText(null)).orElse(null)));
  }

  private static Instant time(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse).filter(Times::isUsable).orElse(null);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /** The notification that the message carries, to rebuild a log that was never written. */
  public LeadNotification notification(Instant now) {
    Instant received = receivedTime == null ? now : receivedTime;
    Source from = source == null ? Source.WEBHOOK : source;
    if (leadgenId.isMalformed()) {
      return LeadNotification.rebuildMalformed(leadgenId, change, entry, received, from);
    }
    if (change == null) {
      return LeadNotification.ofId(leadgenId, received, from);
    }
    ObjectNode around = entry == null ? Json.object() : entry;
    return LeadNotification.read(change, around, received, from).stream()
        .filter(announced -> announced.lead().leadgenId().equals(leadgenId))
        .findFirst()
        .orElseGet(() -> LeadNotification.ofId(leadgenId, received, from));
  }

  /** The body to send, in ASCII. */
  public String body() {
    if (body == null) {
      body = write();
    }
    return body;
  }

  private String write() {
    ObjectNode body = Json.object().put("leadgenId", leadgenId.text());
    if (change != null) {
      body.set("change", change);
    }
    if (entry != null) {
      body.set("entry", entry);
    }
    if (receivedTime != null) {
      body.put("receivedTime", Times.text(receivedTime));
    }
    if (source != null) {
      body.put("source", source.text());
    }
    return Json.ascii(body);
  }

  /** Messages with the same body are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LeadMessage message && message.body().equals(body());
  }

  @Override
  public int hashCode() {
    return body().hashCode();
  }

  @Override
  public String toString() {
    return "LeadMessage[" + leadgenId + "]";
  }
}
