package dev.leadlog.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The webhook function with two app secrets and the number of retries of template.yaml. */
public class WebhookProfile implements QuarkusTestProfile {

  static final String SECRET = "the-app-secret";
  static final String OLDER_SECRET = "the-older-secret";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadlog.meta.app-secrets",
        SECRET + "," + OLDER_SECRET,
        "leadlog.meta.verify-token",
        "the-verify-token",
        "aws.maxAttempts",
        "2");
  }
}
