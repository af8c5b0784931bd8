package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Meta, as the webhook function sees it. */
final class Meta {

  static final String PAGE = "1635959142565683";
  static final String FORM = "527829666666421";

  /** Posts a body, signed with the newest secret. */
  static Response post(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(bytes, signature(WebhookProfile.SECRET, bytes));
  }

  /**
   * @param signature null for none
   */
  static Response post(byte[] body, String signature) {
    var request = given().contentType("application/json").body(body);
    if (signature != null) {
      request.header("X-Hub-Signature-256", signature);
    }
    return request.post("/webhook");
  }

  /** Signed, with other headers than those of JSON; they are sent as they are. */
  static Response post(byte[] body, String contentType, String accept) {
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, ContentType.TEXT)))
        .body(new String(body, StandardCharsets.UTF_8))
        .header("Content-Type", contentType)
        .header("Accept", accept)
        .header("X-Hub-Signature-256", signature(WebhookProfile.SECRET, body))
        .post("/webhook");
  }

  static String signature(String secret, byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", secret, body));
  }

  static byte[] hmac(String algorithm, String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An envelope with one entry. */
  static String envelope(String... changes) {
    return envelope(Arrays.asList(changes));
  }

  static String envelope(List<String> changes) {
    return "{\"object\":\"page\",\"entry\":[" + entry(PAGE, changes) + "]}";
  }

  static String entry(String pageId, List<String> changes) {
    return "{\"id\":\"%s\",\"time\":1772268554,\"changes\":[%s]}"
        .formatted(pageId, String.join(",", changes));
  }

  static String change(String leadgenId) {
    return """
        {"field":"leadgen","value":{"leadgen_id":"%s","page_id":"%s","form_id":"%s",\
        "adgroup_id":"23851234567890102","ad_id":"23851234567890101","created_time":1772268553}}"""
        .formatted(leadgenId, PAGE, FORM);
  }

  static List<String> changes(List<String> leadgenIds) {
    return leadgenIds.stream().map(Meta::change).collect(Collectors.toList());
  }

  private Meta() {}
}
