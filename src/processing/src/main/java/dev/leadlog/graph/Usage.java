package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * How much of its limits a caller has used up: {@code X-App-Usage} {@code
 * {"call_count":28,"total_time":25,"total_cputime":25}}, and the same for each kind of call in
 * {@code X-Business-Use-Case-Usage} {@code {"<business or
 * page>":[{"type":"leads","call_count":…}]}}, all in percent (source: Meta, "Graph API, Rate
 * Limits").
 */
final class Usage {

  /** The highest of all percentages; 0 where there is none. */
  static int percent(GraphAnswer answer) {
    return Math.max(ofOne(read(answer.appUsage())), ofBusinesses(read(answer.usage())));
  }

  private static int ofBusinesses(JsonNode usage) {
    return StreamSupport.stream(usage.spliterator(), false)
        .flatMap(ofOneBusiness -> StreamSupport.stream(ofOneBusiness.spliterator(), false))
        .mapToInt(Usage::ofOne)
        .max()
        .orElse(0);
  }

  private static int ofOne(JsonNode usage) {
    return IntStream.of(
            usage.path("call_count").asInt(0),
            usage.path("total_time").asInt(0),
            usage.path("total_cputime").asInt(0))
        .max()
        .orElse(0);
  }

  private static JsonNode read(String header) {
    return Optional.ofNullable(header).flatMap(Json::read).orElse(Json.object());
  }

  private Usage() {}
}
