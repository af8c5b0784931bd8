package dev.leadlog.simulatedmeta;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to the simulated Meta.
 *
 * @param path the path below the root, such as {@code /v26.0/123}
 * @param query decoded
 * @param authorization the value of the header; null if there is none
 */
public record MetaRequest(
    String method, String path, Map<String, String> query, String authorization, byte[] body) {

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The access token from the header or the query, as the Graph API allows. */
  String token() {
    return authorization != null && authorization.startsWith("Bearer ")
        ? authorization.substring("Bearer ".length())
        : query.getOrDefault("access_token", "");
  }
}
