package dev.leadlog.simulatedmeta;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to the simulated Meta.
 *
 * @param path below its root, as {@code /v26.0/123}
 * @param query decoded
 * @param authorization the header; null for none
 */
public record MetaRequest(
    String method, String path, Map<String, String> query, String authorization, byte[] body) {

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The access token, from the header or, as Graph allows too, from the query. */
  String token() {
    return authorization != null && authorization.startsWith("Bearer ")
        ? authorization.substring("Bearer ".length())
        : query.getOrDefault("access_token", "");
  }
}
