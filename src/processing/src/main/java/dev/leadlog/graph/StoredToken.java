package dev.leadlog.graph;

import java.time.Instant;

/**
 * A page's token after it was stored.
 *
 * @param accessToken the value for the page's configuration: {@code ssm:/<stack>/page/<id>}, or the
 *     token itself in local mode
 * @param pageName null if Meta returned none
 * @param expiresAt null for never, or if it is not known
 */
public record StoredToken(String accessToken, String pageName, Instant expiresAt) {

  /** Never the token. */
  @Override
  public String toString() {
    return "StoredToken[" + pageName + "]";
  }
}
