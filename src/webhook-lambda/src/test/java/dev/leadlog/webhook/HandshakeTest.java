package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class HandshakeTest {

  @AfterEach
  void open() {
    Stores.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1158201444", "115840299099999999999999", "0042", "a+b c&d=<e>/ü%20"})
  void the_challenge_is_returned_unchanged(String challenge) {
    handshake("subscribe", challenge, "the-verify-token")
        .get("/webhook")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(equalTo(challenge));
  }

  @ParameterizedTest
  @CsvSource({
    "subscribe,   1158201444, another-token",
    "subscribe,   1158201444, the-verify-token2",
    "subscribe,   1158201444, THE-VERIFY-TOKEN",
    "subscribe,   1158201444, ''",
    "subscribe,   1158201444,",
    "unsubscribe, 1158201444, the-verify-token",
    ",            1158201444, the-verify-token",
    "subscribe,   ,           the-verify-token",
    ",            ,",
  })
  void a_wrong_or_missing_token_mode_or_challenge_is_rejected(
      String mode, String challenge, String token) {
    handshake(mode, challenge, token)
        .get("/webhook")
        .then()
        .statusCode(403)
        .body(not(containsString("the-verify-token")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REFUSES", "HANGS"})
  void the_handshake_succeeds_while_both_stores_are_down(String how) {
    Aws.dynamodb().setFault(Fault.valueOf(how));
    Aws.sqs().setFault(Fault.valueOf(how));
    handshake("subscribe", "1158201444", "the-verify-token")
        .get("/webhook")
        .then()
        .statusCode(200)
        .body(equalTo("1158201444"));
  }

  @Test
  void other_paths_do_not_exist() {
    given().get("/api/lead-logs").then().statusCode(404);
    given().get("/").then().statusCode(404);
    given().get("/webhook/more").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, 200", "DELETE, 405", "PUT, 405", "PATCH, 405", "TRACE, 405", "FIND, 405"})
  void other_methods_get_the_list_of_allowed_methods(String method, int status) {
    Response answer = given().request(method, "/webhook");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().getValues("Allow"))
        .map(String::strip)
        .containsExactly("HEAD", "POST", "GET", "OPTIONS");
  }

  @Test
  void a_head_request_is_answered_like_get_without_a_body() {
    handshake("subscribe", "1158201444", "the-verify-token")
        .head("/webhook")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(equalTo(""));
    given().head("/webhook").then().statusCode(403);
  }

  private static RequestSpecification handshake(String mode, String challenge, String token) {
    RequestSpecification request = given();
    if (mode != null) {
      request.queryParam("hub.mode", mode);
    }
    if (challenge != null) {
      request.queryParam("hub.challenge", challenge);
    }
    if (token != null) {
      request.queryParam("hub.verify_token", token);
    }
    return request;
  }
}
