package dev.leadlog.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook: {@code X-Hub-Signature-256: sha256=<64 lower-case hex digits>}, the
 * HMAC-SHA256 of the raw bytes under the app secret (source: Meta, "Webhooks, Validating
 * Payloads").
 */
final class Signature {

  private static final String PREFIX = "sha256=";
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[0-9a-f]{64}");
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * Whether any of the secrets signed these bytes. Every secret is tried, and compared in constant
   * time.
   *
   * @param header as it came; null when there was none
   */
  static boolean isValid(String header, byte[] body, List<String> secrets) {
    if (header == null || !SHAPE.matcher(header).matches()) {
      return false;
    }
    byte[] claimed = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
    boolean valid = false;
    for (String secret : secrets) {
      valid |= MessageDigest.isEqual(hmac(secret, body), claimed);
    }
    return valid;
  }

  private static byte[] hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private Signature() {}
}
