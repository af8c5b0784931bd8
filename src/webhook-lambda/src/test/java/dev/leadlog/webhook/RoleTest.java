package dev.leadlog.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares the calls of the webhook function with its role in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(RoleTest.AsDeployed.class)
class RoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Webhook");

  /** The environment of the template, with the secrets in SSM. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Test
  void the_function_has_exactly_the_role_and_the_environment_that_it_needs() {
    // Calls during the start count too, so the recorded calls are not deleted before.
    given()
        .queryParam("hub.mode", "subscribe")
        .queryParam("hub.verify_token", "local-verify-token")
        .queryParam("hub.challenge", "1")
        .get("/webhook")
        .then()
        .statusCode(200);
    post(Meta.envelope(Meta.change(Aws.newId())));
    post(Meta.envelope(Meta.changes(Aws.newIds(30))));

    assertThat(AwsCalls.recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment()).containsExactly("LeadLogs", "LeadQueue");
    assertThat(DEPLOYED.environment())
        .containsOnlyKeys(
            "AWS_MAX_ATTEMPTS",
            "DISABLE_SIGNAL_HANDLERS",
            "LEADLOG_META_APP_SECRETS",
            "LEADLOG_META_VERIFY_TOKEN",
            "LEADLOG_QUEUE_URL",
            "LEADLOG_TABLES_LEAD_LOGS");
  }

  private static void post(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = Meta.signature("local-app-secret", bytes);
    assertThat(Meta.post(bytes, signature).statusCode()).isEqualTo(200);
  }
}
