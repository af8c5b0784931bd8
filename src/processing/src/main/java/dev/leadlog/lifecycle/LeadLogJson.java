package dev.leadlog.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.function.Function;

/** Converts a lead log to JSON, with the same names in the API, lists and exports. */
public final class LeadLogJson {

  /** Returns the columns of an export: those of a list, and {@code deliveries}. */
  public static ObjectNode exported(LeadLog log) {
    ObjectNode json = row(log);
    json.set("deliveries", DeliveryEntries.json(log.deliveries()));
    return json;
  }

  /** Returns the columns of a list. */
  public static ObjectNode row(LeadLog log) {
    ObjectNode json = Json.object();
    json.put("leadgenId", log.leadgenId().text());
    json.put("pageId", textOrNull(log.pageId(), PageId::text));
    json.put("adId", log.adId());
    json.put("formId", textOrNull(log.formId(), FormId::text));
    json.put("createdTime", time(log.createdTime()));
    json.put("receivedTime", time(log.receivedTime()));
    json.put("source", log.source().text());
    json.put("platform", log.metadata().platform());
    json.put("organic", log.metadata().organic());
    json.put("test", log.test());
    json.put("status", log.status().text());
    json.put("reason", textOrNull(log.reason(), Reason::name));
    json.put("errorMessage", log.errorMessage());
    json.put("remedy", log.remedy().orElse(null));
    json.put("configReference", log.processing().configReference());
    json.put("leadForm", log.processing().leadForm());
    json.set("leadDocReference", reference(log.leadDocReference()));
    json.put("retryAt", time(log.retry().retryAt()));
    return json;
  }

  /** Returns the complete log. */
  public static ObjectNode whole(LeadLog log) {
    ObjectNode json = row(log);
    json.set("deliveries", DeliveryEntries.json(log.deliveries()));
    json.put("attempts", log.retry().attempts());
    json.put("announcements", log.data().notifications());
    payload(json, "rawPayload", log.data().rawPayload());
    payload(json, "leadPayload", log.leadPayload());
    payload(json, "correctedPayload", log.data().correctedPayload());
    payload(json, "unexpectedAnswer", log.data().unexpectedAnswer());
    json.put("erasedAt", time(log.metadata().erasedAt()));
    ArrayNode problems = json.putArray("problems");
    log.data().problems().forEach(problem -> problems.add(problem(problem)));
    ArrayNode history = json.putArray("history");
    log.history().forEach(entry -> history.add(entry(entry)));
    return json;
  }

  /** Returns an item of {@code problems}. */
  public static ObjectNode problem(Problem problem) {
    return Json.object()
        .put("field", problem.field())
        .put("rule", problem.rule())
        .put("reason", problem.reason().name())
        .put("expected", problem.expected())
        .put("shape", problem.shape())
        .put("remedy", problem.reason().remedy());
  }

  private static ObjectNode entry(HistoryEntry entry) {
    return Json.object()
        .put("at", time(entry.at()))
        .put("from", textOrNull(entry.from(), Status::text))
        .put("to", entry.to().text())
        .put("by", entry.by())
        .put("reason", textOrNull(entry.reason(), Reason::name))
        .put("note", entry.note());
  }

  static ObjectNode reference(LeadDocReference reference) {
    if (reference == null) {
      return null;
    }
    ObjectNode json = Json.object().put("type", reference.type()).put("id", reference.id());
    return reference.url() == null ? json : json.put("url", reference.url());
  }

  private static void payload(ObjectNode json, String name, String stored) {
    json.set(name, stored == null ? null : Json.stored(stored));
  }

  private static String time(Instant time) {
    return textOrNull(time, Times::text);
  }

  private static <T> String textOrNull(T value, Function<T, String> text) {
    return value == null ? null : text.apply(value);
  }

  private LeadLogJson() {}
}
