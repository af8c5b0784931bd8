package dev.leadlog.graph;

import java.time.Instant;

/**
 * A page's token that was put where the page's configuration can name it.
 *
 * @param accessToken what the configuration says: {@code ssm:/<stack>/page/<id>}, or on a laptop
 *     the token itself
 * @param pageName null where Meta did not say
 * @param expiresAt null for never, and where it is not known
 */
public record StoredToken(String accessToken, String pageName, Instant expiresAt) {

  /** Never the token. */
  @Override
  public String toString() {
    return "StoredToken[" + pageName + "]";
  }
}
