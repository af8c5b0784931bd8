package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * An answer of the simulated Meta.
 *
 * @param delay to wait before answering, for time-outs
 */
public record Answer(int status, String body, Map<String, String> headers, Duration delay) {

  static Answer json(int status, JsonNode body) {
    return new Answer(status, body.toString(), Map.of(), Duration.ZERO);
  }

  static Answer text(int status, String body) {
    return new Answer(status, body, Map.of(), Duration.ZERO);
  }

  Answer with(Map<String, String> headers) {
    return new Answer(status, body, headers, delay);
  }

  public Answer after(Duration wait) {
    return new Answer(status, body, headers, wait);
  }
}
