package dev.leadlog.graph;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An access token.
 *
 * @param reference where it comes from
 */
record Token(String value, String reference) {

  private static final String ALGORITHM = "HmacSHA256";

  /** Tells tokens apart without telling them. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(value));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * {@code appsecret_proof}: the hex HMAC-SHA256 of the token under the app secret (source: Meta,
   * "Secure Graph API Calls").
   */
  String proof(String appSecret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(appSecret), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(bytes(value)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "Token[" + fingerprint() + "]";
  }
}
