package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class HandshakeTest {

  @Test
  void the_challenge_comes_back_exactly_as_it_came() {
    given()
        .queryParam("hub.mode", "subscribe")
        .queryParam("hub.challenge", "115840299099999999999999")
        .queryParam("hub.verify_token", "the-verify-token")
        .get("/webhook")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(equalTo("115840299099999999999999"));
  }
}
