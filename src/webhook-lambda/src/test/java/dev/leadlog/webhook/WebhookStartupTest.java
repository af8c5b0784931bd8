package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.leadlog.settings.SettingsOfTests;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class WebhookStartupTest {

  @Test
  void one_message_names_all_missing_environment_variables() {
    assertThatIllegalStateException()
        .isThrownBy(() -> start(Map.of()))
        .withMessageContaining("3 settings")
        .withMessageContaining("LEADLOG_QUEUE_URL is missing")
        .withMessageContaining("LEADLOG_META_APP_SECRETS is missing")
        .withMessageContaining("LEADLOG_META_VERIFY_TOKEN is missing");
  }

  @Test
  void one_message_names_missing_and_wrong_settings_and_the_expected_value() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                start(
                    Map.of(
                        "leadlog.queue-url", "LeadQueue",
                        "leadlog.meta.app-secrets", "ssm:leadlog")))
        .withMessageContaining("LEADLOG_QUEUE_URL is \"LeadQueue\" but must be an http(s) URL")
        .withMessageContaining("LEADLOG_META_APP_SECRETS is \"ssm:leadlog\" but must be ssm:")
        .withMessageContaining("LEADLOG_META_VERIFY_TOKEN is missing");
  }

  @Test
  void a_start_for_a_snapshot_is_recognised_by_its_initialization_type() {
    assertThat(WebhookStartup.isForSnapshot(environment("snap-start"))).isTrue();
    assertThat(WebhookStartup.isForSnapshot(environment("on-demand"))).isFalse();
    assertThat(WebhookStartup.isForSnapshot(new SmallRyeConfigBuilder().build())).isFalse();
  }

  private static Config environment(String initializationType) {
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType), "test", 100))
        .build();
  }

  @Test
  void the_message_never_contains_a_secret() {
    assertThatIllegalStateException()
        .isThrownBy(() -> start(Map.of("leadlog.meta.app-secrets", "a-literal-secret")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("a-literal-secret"));
  }

  @Test
  void a_start_with_all_settings_succeeds_without_reading_the_secrets() {
    assertThatCode(
            () ->
                start(
                    Map.of(
                        "leadlog.queue-url", "https://sqs.eu-central-1.amazonaws.com/1/LeadQueue",
                        "leadlog.meta.app-secrets", "ssm:/leadlog/app/secrets",
                        "leadlog.meta.verify-token", "ssm:/leadlog/app/verify-token")))
        .doesNotThrowAnyException();
  }

  private static void start(Map<String, String> settings) {
    new WebhookStartup().check(SettingsOfTests.settings(settings));
  }
}
