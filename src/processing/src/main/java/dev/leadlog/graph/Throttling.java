package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long Meta says to wait: {@code estimated_time_to_regain_access}, in minutes, in the header
 * {@code X-Business-Use-Case-Usage} (source: Meta, "Graph API, Rate Limits").
 */
final class Throttling {

  private static final int LONGEST_MINUTES = 24 * 60;

  /** The latest of the times it names; nothing where it names none. */
  static Optional<Instant> until(GraphAnswer answer, Instant now) {
    int minutes = 0;
    JsonNode usage = Optional.ofNullable(answer.usage()).flatMap(Json::read).orElse(Json.object());
    for (JsonNode ofOneBusiness : usage) {
      for (JsonNode kind : ofOneBusiness) {
        minutes = Math.max(minutes, kind.path("estimated_time_to_regain_access").asInt(0));
      }
    }
    return minutes == 0
        ? Optional.empty()
        : Optional.of(now.plus(Duration.ofMinutes(Math.min(minutes, LONGEST_MINUTES))));
  }

  private Throttling() {}
}
