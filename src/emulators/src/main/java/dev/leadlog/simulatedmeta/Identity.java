package dev.leadlog.simulatedmeta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The app and its tokens: {@code local-page-token-<pageId>} sees its page, {@code
 * local-system-user-token} sees all.
 *
 * @param appSecret signs webhooks and proves tokens
 */
record Identity(String appSecret) {

  private static final String PAGE_TOKEN = "local-page-token-";
  private static final String SYSTEM_USER_TOKEN = "local-system-user-token";

  /** Why a call is refused before anything is looked at. */
  Optional<Answer> refusal(Call call) {
    if (!isKnown(call.token())) {
      return Optional.of(GraphError.badToken());
    }
    String proof = call.query().get("appsecret_proof");
    if (proof == null) {
      return Optional.of(
          GraphError.of(
              100,
              0,
              "GraphMethodException",
              "API calls from the server require an appsecret_proof argument"));
    }
    return proof.equals(hmac(call.token().getBytes(StandardCharsets.UTF_8)))
        ? Optional.empty()
        : Optional.of(
            GraphError.of(
                100,
                0,
                "GraphMethodException",
                "Invalid appsecret_proof provided in the API argument"));
  }

  boolean isKnown(String token) {
    return token.equals(SYSTEM_USER_TOKEN) || token.startsWith(PAGE_TOKEN);
  }

  boolean sees(Call call, String pageId) {
    return call.token().equals(SYSTEM_USER_TOKEN) || call.token().equals(PAGE_TOKEN + pageId);
  }

  /** The header {@code X-Hub-Signature-256} of a webhook. */
  String signature(byte[] body) {
    return "sha256=" + hmac(body);
  }

  private String hmac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
