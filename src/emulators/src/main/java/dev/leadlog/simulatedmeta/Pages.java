package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Creates and changes pages with their tokens and subscriptions. */
final class Pages {

  private static final List<String> NAMES =
      List.of(
          "name",
          "tasks",
          "scopes",
          "subscribedFields",
          "leadAccess",
          "tokenDead",
          "tokenExpiresAt",
          "dataAccessExpiresAt",
          "fault",
          "failuresLeft");

  private static final List<String> TIMES = List.of("tokenExpiresAt", "dataAccessExpiresAt");

  /** A page without any problem. */
  static ObjectNode usual(String id) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("id", id).put("name", "Page " + id).put("leadAccess", true).put("tokenDead", false);
    page.putArray("tasks").add("ADVERTISE").add("MANAGE");
    page.putArray("subscribedFields").add("leadgen");
    page.putArray("scopes")
        .add("leads_retrieval")
        .add("pages_manage_metadata")
        .add("pages_show_list")
        .add("pages_read_engagement");
    return page;
  }

  /** Changes only the fields that the request contains. */
  static void change(ObjectNode page, JsonNode request, Fault fault) {
    for (String name : NAMES) {
      if (request.has(name)) {
        page.set(name, request.get(name));
      }
    }
    page.put("failuresLeft", fault == null ? 0 : request.path("times").asInt(fault.times()));
  }

  /** Seconds since 1970; 0 means never. */
  static long seconds(ObjectNode page, String name) {
    return page.hasNonNull(name) ? Instant.parse(page.path(name).asText()).getEpochSecond() : 0;
  }

  static void mistakes(JsonNode request, List<String> mistakes) {
    for (String name : TIMES) {
      if (request.hasNonNull(name) && !isTime(request.path(name).asText())) {
        mistakes.add(name + ": must be a time like 2026-02-28T08:49:14Z");
      }
    }
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  private Pages() {}
}
