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
 * What Meta's headers say of its limits: {@code X-App-Usage} {@code
 * {"call_count":28,"total_time":25,"total_cputime":25}} in percent, and for each kind of call
 * {@code X-Business-Use-Case-Usage} {@code {"<business or page>":[{"type":"leads","call_count":…,
 * "estimated_time_to_regain_access":…}]}}, the last in minutes (source: Meta, "Graph API, Rate
 * Limits").
 */
final class RateLimits {

  private static final int LONGEST_MINUTES = 24 * 60;

  /** The highest percentage that is used up; 0 where the headers name none. */
  static int percent(GraphResponse answer) {
    return Math.max(percent(json(answer.appUsage())), highest(answer, RateLimits::percent));
  }

  /** The latest time until which Meta says to wait; empty where it names none. */
  static Optional<Instant> waitUntil(GraphResponse answer, Instant now) {
    int minutes = highest(answer, kind -> kind.path("estimated_time_to_regain_access").asInt(0));
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

  /** The highest number of all kinds of calls. */
  private static int highest(GraphResponse answer, ToIntFunction<JsonNode> number) {
    return StreamSupport.stream(json(answer.usage()).spliterator(), false)
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
