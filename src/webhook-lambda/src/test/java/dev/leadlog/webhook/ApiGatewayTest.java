package dev.leadlog.webhook;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends events of API Gateway's HTTP API to the function, as Lambda does. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class ApiGatewayTest {

  @BeforeEach
  void reset() {
    Stores.reset();
  }

  @Test
  void a_handshake_is_answered_with_the_challenge() {
    invoke(event("handshake"))
        .body(hasJsonPath("$.statusCode", equalTo(200)))
        .body(hasJsonPath("$.body", equalTo("115840299099999999999999")))
        .body(hasJsonPath("$.isBase64Encoded", equalTo(false)));
  }

  @Test
  void a_query_that_cannot_be_decoded_is_a_bad_request() {
    invoke(event("handshake").put("rawQueryString", "hub.mode=%zz"))
        .body(hasJsonPath("$.statusCode", equalTo(400)));
  }

  @ParameterizedTest
  @CsvSource({
    "announcement-as-text,   598234098234098001",
    "announcement-as-base64, 598234098234098002",
  })
  void the_signature_is_verified_over_the_decoded_body(String event, String leadgenId) {
    invoke(event(event)).body(hasJsonPath("$.statusCode", equalTo(200)));

    assertThat(Stores.text(leadgenId, "status")).isEqualTo("Pending");
    assertThat(Stores.announcedOnTheQueue()).containsExactly(leadgenId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"announcement-as-text", "announcement-as-base64"})
  void an_unsigned_event_is_rejected(String name) {
    ObjectNode event = event(name);
    ((ObjectNode) event.path("headers")).remove("x-hub-signature-256");

    invoke(event).body(hasJsonPath("$.statusCode", equalTo(403)));

    assertThat(Stores.announcedOnTheQueue()).isEmpty();
  }

  @Test
  void the_signature_of_a_body_that_is_not_utf_8_is_verified() {
    byte[] latin1 = "{\"object\":\"pagé\",\"entry\":[]}".getBytes(StandardCharsets.ISO_8859_1);
    ObjectNode event = event("announcement-as-base64");
    event.put("body", Base64.getEncoder().encodeToString(latin1));
    ((ObjectNode) event.path("headers"))
        .put("x-hub-signature-256", Meta.signature(WebhookProfile.SECRET, latin1));

    invoke(event).body(hasJsonPath("$.statusCode", equalTo(200)));
  }

  @Test
  void an_event_without_a_body_is_rejected_without_a_function_error() {
    ObjectNode event = event("announcement-as-text");
    event.remove("body");

    invoke(event).body(hasJsonPath("$.statusCode", equalTo(403)));
  }

  private static ValidatableResponse invoke(JsonNode event) {
    return given()
        .contentType("application/json")
        .body(Json.text(event))
        .post("/_lambda_")
        .then()
        .statusCode(200);
  }

  private static ObjectNode event(String name) {
    try (InputStream file = ApiGatewayTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return (ObjectNode) Json.read(file.readAllBytes()).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
