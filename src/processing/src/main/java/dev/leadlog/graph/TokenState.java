package dev.leadlog.graph;

import java.time.Instant;
import java.util.List;

/**
 * What Meta says of an access token.
 *
 * @param expiresAt null for never, and where it is not known
 * @param dataAccessExpiresAt when its user has to allow the app again; null for never, and where it
 *     is not known
 * @param scopes its permissions; null where nothing but a call could tell whether it works
 * @param message why it does not work; null where it does
 */
public record TokenState(
    boolean valid,
    Instant expiresAt,
    Instant dataAccessExpiresAt,
    List<String> scopes,
    String message) {

  static TokenState judgedByACall(boolean valid, String message) {
    return new TokenState(valid, null, null, null, message);
  }

  /** Whether Meta has told what the token is, and not only that it works. */
  public boolean isKnown() {
    return scopes != null;
  }
}
