package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads Meta's rate limit headers: {@code X-App-Usage} {@code
 * {"call_count":28,"total_time":25,"total_cputime":25}} in percent, and for each type of call
 * {@code X-Business-Use-Case-Usage} {@code {"<business or page>":[{"type":"leads","call_count":…,
 * "estimated_time_to_regain_access":…}]}}, the last in minutes (source: Meta, "Graph API, Rate
 * Limits").
 */
final class RateLimits {

  private static final int LONGEST_MINUTES = 24 * 60;

  /** Returns the highest used percentage; 0 if the headers have none. */
  static int percent(GraphResponse response) {
    return Math.max(percent(json(response.appUsage())), highest(response, RateLimits::percent));
  }

  /** Returns the latest time until which Meta requires to wait; empty if there is none. */
  static Optional<Instant> waitUntil(GraphResponse response, Instant now) {
    int minutes = highest(response, kind -> kind.path("estimated_time_to_regain_access").asInt(0));
    return minutes <= 0
        ? Optional.empty()
        : Optional.of(now.plus(Duration.ofMinutes(Math.min(minutes, LONGEST_MINUTES))));
  }

  private static int percent(JsonNode usage) {
    return Stream.of("call_count", "total_time", "total_cputime")
        .mapToInt(name -> usage.path(name).asInt(0))
        .max()
        .orElse(0);
  }

  /** Returns the highest number of all types of calls. */
  private static int highest(GraphResponse response, ToIntFunction<JsonNode> number) {
    return StreamSupport.stream(json(response.usage()).spliterator(), false)
        .flatMap(ofOneBusiness -> StreamSupport.stream(ofOneBusiness.spliterator(), false))
        .mapToInt(number)
        .max()
        .orElse(0);
  }

  private static JsonNode json(String header) {
    return Optional.ofNullable(header).flatMap(Json::read).orElse(Json.object());
  }

  private RateLimits() {}
}
