package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhook notifications as Meta does. */
final class Meta {

  static final String PAGE = "1635959142565683";
  static final String FORM = "527829666666421";

  /** Posts a body that is signed with the newest secret. */
  static Response post(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(bytes, signature(WebhookProfile.SECRET, bytes));
  }

  /**
   * @param signature null to send none
   */
  static Response post(byte[] body, String signature) {
    var request = given().contentType("application/json").body(body);
    if (signature != null) {
      request.header("X-Hub-Signature-256", signature);
    }
    return request.post("/webhook");
  }

  /** Posts a signed body with any values of the headers. */
  static int post(byte[] body, String contentType, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/webhook"))
            .header("Content-Type", contentType)
            .header("Accept", accept)
            .header("X-Hub-Signature-256", signature(WebhookProfile.SECRET, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
