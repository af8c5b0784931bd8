package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * A response of the simulated Meta.
 *
 * @param delay how long to wait before answering, to simulate timeouts
 */
public record MetaResponse(int status, String body, Map<String, String> headers, Duration delay) {

  static MetaResponse json(int status, JsonNode body) {
    return new MetaResponse(status, body.toString(), Map.of(), Duration.ZERO);
  }

  static MetaResponse text(int status, String body) {
    return new MetaResponse(status, body, Map.of(), Duration.ZERO);
  }

  MetaResponse with(Map<String, String> headers) {
    return new MetaResponse(status, body, headers, delay);
  }

  public MetaResponse after(Duration wait) {
    return new MetaResponse(status, body, headers, wait);
  }
}
