package dev.leadlog.graph;

import java.time.Instant;
import java.util.List;

/**
 * The state of an access token at Meta.
 *
 * @param expiresAt null for never, or if it is not known
 * @param dataAccessExpiresAt when its user must allow the app again; null for never, or if it is
 *     not known
 * @param scopes its permissions; null if only a call with the token could be made
 * @param message why it does not work; null if it works
 */
public record TokenState(
    boolean valid,
    Instant expiresAt,
    Instant dataAccessExpiresAt,
    List<String> scopes,
    String message) {

  static TokenState ofCall(boolean valid, String message) {
    return new TokenState(valid, null, null, null, message);
  }

  /** Returns whether Meta returned the details of the token, and not only that it works. */
  public boolean isKnown() {
    return scopes != null;
  }
}
