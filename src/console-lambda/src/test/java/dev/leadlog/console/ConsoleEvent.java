package dev.leadlog.console;

import static io.restassured.RestAssured.given;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Sends a request as an API Gateway event, and holds the response of the function. */
record ConsoleEvent(JsonObject answer) {

  static ConsoleEvent get(String path, String... headers) {
    return send("GET", path, headers);
  }

  static ConsoleEvent send(String method, String path, String... headers) {
    JsonObject named =
        new JsonObject().put("host", "a1b2c3.execute-api.eu-central-1.amazonaws.com");
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    JsonObject http =
        new JsonObject().put("method", method).put("path", path).put("protocol", "HTTP/1.1");
    JsonObject context = new JsonObject().put("http", http).put("stage", "$default");
    JsonObject event =
        new JsonObject()
            .put("version", "2.0")
            .put("routeKey", "GET /console/{proxy+}")
            .put("rawPath", path)
            .put("rawQueryString", "")
            .put("headers", named)
            .put("requestContext", context)
            .put("isBase64Encoded", false);
    return new ConsoleEvent(
        new JsonObject(
            given()
                .contentType("application/json")
                .body(event.encode())
                .post("/_lambda_")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
  }

  int status() {
    return answer.getInteger("statusCode");
  }

  /** A header of the response by its name in lower case; null if it is missing. */
  String header(String name) {
    return answer.getJsonObject("headers").getString(name);
  }

  byte[] bytes() {
    String body = answer.getString("body");
    if (body == null) {
      return new byte[0];
    }
    return answer.getBoolean("isBase64Encoded")
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  String decompressed() {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
