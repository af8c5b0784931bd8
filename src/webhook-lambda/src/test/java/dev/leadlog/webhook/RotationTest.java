package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes secrets in SSM while the function runs. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(RoleTest.AsDeployed.class)
class RotationTest {

  private static final String SECRETS = "/leadlog/app/secrets";
  private static final String VERIFY_TOKEN = "/leadlog/app/verify-token";

  @AfterEach
  void restore() {
    Aws.putParameter(SECRETS, "local-app-secret");
    Aws.putParameter(VERIFY_TOKEN, "local-verify-token");
  }

  @Test
  void new_secrets_are_accepted_at_once_and_the_old_one_remains_valid() {
    assertThat(handshake("local-verify-token")).isEqualTo(200);
    Aws.putParameter(VERIFY_TOKEN, "the-next-token\n");
    Aws.putParameter(SECRETS, "the-next-secret,local-app-secret");

    assertThat(handshake("the-next-token")).isEqualTo(200);
    assertThat(post("the-next-secret")).isEqualTo(200);
    assertThat(post("local-app-secret")).isEqualTo(200);
    assertThat(post("a-third-secret")).isEqualTo(403);
  }

  private static int handshake(String token) {
    return given()
        .queryParam("hub.mode", "subscribe")
        .queryParam("hub.verify_token", token)
        .queryParam("hub.challenge", "1")
        .get("/webhook")
        .statusCode();
  }

  private static int post(String secret) {
    byte[] body = Meta.envelope(Meta.change(Aws.newId())).getBytes(StandardCharsets.UTF_8);
    return Meta.post(body, Meta.signature(secret, body)).statusCode();
  }
}
