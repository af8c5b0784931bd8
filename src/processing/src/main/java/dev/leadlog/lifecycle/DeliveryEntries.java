package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.lifecycle.DeliveryEntry.Finding;
import dev.leadlog.lifecycle.DeliveryEntry.NextTry;
import dev.leadlog.lifecycle.DeliveryEntry.State;
import dev.leadlog.log.Reason;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts the deliveries of a log to and from an item attribute, and to JSON. */
final class DeliveryEntries {

  static final String ATTRIBUTE = "deliveries";

  /** Messages are cut, because a list row contains the entries of all destinations. */
  private static final int LONGEST_MESSAGE = 1_000;

  static AttributeValue item(List<DeliveryEntry> entries) {
    return AttributeValue.fromL(
        entries.stream().map(entry -> AttributeValue.fromM(item(entry))).toList());
  }

  private static Map<String, AttributeValue> item(DeliveryEntry entry) {
    Map<String, AttributeValue> map = new HashMap<>();
    map.put("name", s(entry.name()));
    map.put("type", s(entry.type()));
    map.put("state", s(entry.state().text()));
    put(map, "reference", entry.reference(), LeadLogItem::reference);
    put(map, "reason", entry.finding().reason(), reason -> s(reason.name()));
    put(map, "message", cut(entry.finding().message()), Attributes::s);
    if (!entry.finding().problems().isEmpty()) {
      map.put("problems", LeadLogItem.problems(entry.finding().problems()));
    }
    map.put("attempts", n(entry.attempts()));
    map.put("at", time(entry.at()));
    if (entry.retry() != null) {
      map.put("retryAt", time(entry.retry().at()));
      put(map, "retryUntil", entry.retry().until(), Attributes::time);
    }
    return map;
  }

  private static String cut(String message) {
    return message == null || message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  static List<DeliveryEntry> read(Map<String, AttributeValue> item) {
    return LeadLogItem.list(item, ATTRIBUTE, DeliveryEntries::entry);
  }

  private static DeliveryEntry entry(Map<String, AttributeValue> map) {
    Instant retryAt = time(map, "retryAt");
    return new DeliveryEntry(
        text(map, "name"),
        text(map, "type"),
        State.of(text(map, "state")).orElseThrow(),
        LeadLogItem.reference(map.get("reference")),
        new Finding(
            Reason.of(text(map, "reason")).orElse(null),
            text(map, "message"),
            LeadLogItem.list(map, "problems", LeadLogItem::problem)),
        number(map, "attempts"),
        time(map, "at"),
        retryAt == null ? null : new NextTry(retryAt, time(map, "retryUntil")));
  }

  static ArrayNode json(List<DeliveryEntry> entries) {
    ArrayNode json = Json.object().arrayNode();
    entries.forEach(entry -> json.add(json(entry)));
    return json;
  }

  private static ObjectNode json(DeliveryEntry entry) {
    ObjectNode json =
        Json.object()
            .put("name", entry.name())
            .put("type", entry.type())
            .put("state", entry.state().text());
    if (entry.reference() != null) {
      json.set("reference", LeadLogJson.reference(entry.reference()));
    }
    if (entry.finding().reason() != null) {
      json.put("reason", entry.finding().reason().name());
    }
    if (entry.finding().message() != null) {
      json.put("message", entry.finding().message());
    }
    json.put("attempts", entry.attempts()).put("at", Times.text(entry.at()));
    return entry.retry() == null ? json : json.put("retryAt", Times.text(entry.retry().at()));
  }

  private DeliveryEntries() {}
}
