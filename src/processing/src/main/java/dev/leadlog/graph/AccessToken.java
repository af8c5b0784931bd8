package dev.leadlog.graph;

import dev.leadlog.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An access token.
 *
 * @param reference where the token is stored
 */
record AccessToken(String value, String reference) {

  /** Returns a hash that identifies the token without revealing it. */
  String fingerprint() {
    return HexFormat.of().formatHex(Digests.sha256(value), 0, 16);
  }

  /**
   * {@code appsecret_proof}: the hex HMAC-SHA256 of the token under the app secret (source: Meta,
   * "Secure Graph API Calls").
   */
  String proof(String appSecret) {
    return HexFormat.of().formatHex(Digests.hmacSha256(bytes(appSecret), bytes(value)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "AccessToken[" + fingerprint() + "]";
  }
}
