package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(NoSecretsTest.WithoutParameterStore.class)
class NoSecretsTest {

  /** The secrets are in SSM, which is not reachable. */
  public static class WithoutParameterStore implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "leadlog.meta.app-secrets", "ssm:/leadlog/app/none",
          "leadlog.meta.verify-token", "ssm:/leadlog/app/none-either",
          "aws.endpointUrlSsm", "http://127.0.0.1:1",
          "aws.maxAttempts", "2");
    }
  }

  @Test
  void a_notification_gets_a_503_so_that_meta_sends_it_again() {
    String id = Aws.newId();
    byte[] body = Meta.envelope(Meta.change(id)).getBytes(StandardCharsets.UTF_8);

    assertThat(Meta.post(body, Meta.signature(WebhookProfile.SECRET, body)).statusCode())
        .isEqualTo(503);
    assertThat(Meta.post(body, Meta.signature("any", body)).statusCode()).isEqualTo(503);
    assertThat(Meta.post(body, null).statusCode()).isEqualTo(503);

    assertThat(Stores.log(id)).isEmpty();
    assertThat(Stores.announcedOnTheQueue()).doesNotContain(id);
  }

  @Test
  void a_handshake_gets_a_503() {
    given()
        .queryParam("hub.mode", "subscribe")
        .queryParam("hub.challenge", "1")
        .queryParam("hub.verify_token", "ssm:/leadlog/app/none-either")
        .get("/webhook")
        .then()
        .statusCode(503);
  }
}
