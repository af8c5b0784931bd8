package dev.leadlog.delivery;

import dev.leadlog.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The header {@code webhook-signature}: {@code v1,} and the base64 HMAC-SHA256 of id, timestamp and
 * body, once for each secret (source: "Standard Webhooks" specification, signature scheme).
 */
final class WebhookSignature {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  /**
   * Returns the key of a secret such as {@code whsec_MfKQ9r8G…}; empty if the secret is not valid.
   */
  static Optional<byte[]> key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      return Optional.of(key).filter(k -> k.length >= SHORTEST && k.length <= LONGEST);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  static String of(List<byte[]> keys, String id, long timestamp, String body) {
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> Base64.getEncoder().encodeToString(Digests.hmacSha256(key, signed)))
        .map(hmac -> "v1," + hmac)
        .collect(Collectors.joining(" "));
  }

  private WebhookSignature() {}
}
