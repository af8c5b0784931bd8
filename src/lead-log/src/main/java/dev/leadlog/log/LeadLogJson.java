package dev.leadlog.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.function.Function;

/** A lead log as JSON, with the same names wherever it is shown. */
public final class LeadLogJson {

  /** The columns of a list: everything but payloads, problems and history. */
  public static ObjectNode row(LeadLog log) {
    ObjectNode json = Json.object();
    json.put("leadgenId", log.leadgenId().text());
    json.put("pageId", textOrNull(log.pageId(), PageId::text));
    json.put("adId", log.adId());
    json.put("formId", textOrNull(log.formId(), FormId::text));
    json.put("createdTime", time(log.createdTime()));
    json.put("receivedTime", time(log.receivedTime()));
    json.put("source", log.source().text());
    json.put("platform", log.platform());
    json.put("organic", log.organic());
    json.put("test", log.test());
    json.put("status", log.status().text());
    json.put("reason", textOrNull(log.reason(), Reason::name));
    json.put("errorMessage", log.errorMessage());
    json.put("remedy", log.remedy().orElse(null));
    json.put("configReference", log.configReference());
    json.put("leadForm", log.leadForm());
    json.set("leadDocReference", reference(log.leadDocReference()));
    json.put("attempts", log.attempts());
    json.put("retryAt", time(log.retryAt()));
    json.put("announcements", log.announcements());
    return json;
  }

  /** Everything. */
  public static ObjectNode whole(LeadLog log) {
    ObjectNode json = row(log);
    payload(json, "rawPayload", log.rawPayload());
    payload(json, "leadPayload", log.leadPayload());
    payload(json, "correctedPayload", log.correctedPayload());
    payload(json, "unexpectedAnswer", log.unexpectedAnswer());
    json.put("erasedAt", time(log.erasedAt()));
    ArrayNode problems = json.putArray("problems");
    log.problems().forEach(problem -> problems.add(problem(problem)));
    ArrayNode history = json.putArray("history");
    log.history().forEach(entry -> history.add(entry(entry)));
    return json;
  }

  /** One of {@code problems}. */
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

  private static ObjectNode reference(LeadDocReference reference) {
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
