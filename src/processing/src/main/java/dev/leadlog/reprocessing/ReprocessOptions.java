package dev.leadlog.reprocessing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * How leads are processed again.
 *
 * @param refetch whether they are read from Meta again although they have a payload
 * @param destinations the names of the destinations to deliver to; empty for all that have not
 *     accepted the lead
 */
public record ReprocessOptions(boolean refetch, List<String> destinations) {

  /** Creates options for every destination that has not accepted the lead. */
  public static ReprocessOptions toAll(boolean refetch) {
    return new ReprocessOptions(refetch, List.of());
  }

  /** Reads the request of a job, which includes {@link #json}. */
  static ReprocessOptions read(JsonNode request) {
    List<String> destinations = new ArrayList<>();
    request.path("destinations").forEach(name -> destinations.add(name.asText()));
    return new ReprocessOptions(request.path("refetch").asBoolean(), destinations);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("refetch", refetch);
    destinations.forEach(json.putArray("destinations")::add);
    return json;
  }
}
