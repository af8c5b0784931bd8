package dev.leadlog.simulatedmeta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The app and its tokens: {@code local-page-token-<pageId>} can read its page; {@code
 * local-system-user-token} and {@code local-user-token} can read all pages. The app access token is
 * {@code <app id>|<app secret>}.
 *
 * @param appSecret signs webhooks and {@code appsecret_proof}
 */
record Identity(String appSecret) {

  static final String APP_ID = "700000000000001";

  private static final String PAGE_TOKEN = "local-page-token-";
  private static final String USER_TOKEN = "local-user-token";
  private static final String SYSTEM_USER_TOKEN = "local-system-user-token";

  /** The error for an invalid token or {@code appsecret_proof}; empty if both are valid. */
  Optional<MetaResponse> refusal(MetaRequest call) {
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
    return isUserToken(token) || isAppToken(token) || token.startsWith(PAGE_TOKEN);
  }

  boolean isUserToken(String token) {
    return token.equals(SYSTEM_USER_TOKEN) || token.equals(USER_TOKEN);
  }

  boolean isAppToken(String token) {
    return token.equals(APP_ID + "|" + appSecret);
  }

  /** The id of the page that a token belongs to; empty for any other token. */
  static String pageOf(String token) {
    return token.startsWith(PAGE_TOKEN) ? token.substring(PAGE_TOKEN.length()) : "";
  }

  static String tokenOf(String pageId) {
    return PAGE_TOKEN + pageId;
  }

  boolean sees(MetaRequest call, String pageId) {
    return isUserToken(call.token()) || call.token().equals(PAGE_TOKEN + pageId);
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
