package dev.leadlog.webhook;

import dev.leadlog.text.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Verifies the signature of a webhook notification: {@code X-Hub-Signature-256: sha256=<64
 * lower-case hex digits>}, the HMAC-SHA256 of the raw bytes with the app secret (source: Meta,
 * "Webhooks, Validating Payloads").
 */
final class Signature {

  private static final String PREFIX = "sha256=";
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  /**
   * Whether one of the secrets signed these bytes. All secrets are tried, and the comparison takes
   * constant time.
   *
   * @param header the value of the header; null if it was missing
   */
  static boolean isValid(String header, byte[] body, List<String> secrets) {
    if (header == null || !SHAPE.matcher(header).matches()) {
      return false;
    }
    byte[] claimed = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
    boolean valid = false;
    for (String secret : secrets) {
      byte[] key = secret.getBytes(StandardCharsets.UTF_8);
      valid |= MessageDigest.isEqual(Digests.hmacSha256(key, body), claimed);
    }
    return valid;
  }

  private Signature() {}
}
