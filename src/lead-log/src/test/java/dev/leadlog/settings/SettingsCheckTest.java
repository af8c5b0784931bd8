package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  @Test
  void one_message_names_every_setting_that_is_missing_or_wrong() {
    SettingsCheck check =
        new SettingsCheck()
            .requireUrl("leadlog.queue-url", Optional.empty(), "the queue's URL")
            .require("leadlog.import-bucket", Optional.of(""), "the bucket")
            .requireUrl("leadlog.meta.url", Optional.of("graph.facebook.com"), "the Graph API")
            .requireSecret("leadlog.meta.verify-token", Optional.of(" "), "the token")
            .requireSecrets("leadlog.meta.app-secrets", Optional.of(List.of("")), "the secrets")
            .secret("leadlog.meta.system-user-token", Optional.of("ssm:no/slash"));

    assertThatThrownBy(check::stopIfAny)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "6 settings",
            "LEADLOG_IMPORT_BUCKET is missing, set it to the bucket",
            "LEADLOG_QUEUE_URL is missing, set it to the queue's URL",
            "LEADLOG_META_URL is \"graph.facebook.com\" but must be an http(s) URL",
            "LEADLOG_META_VERIFY_TOKEN is missing",
            "LEADLOG_META_APP_SECRETS is missing",
            "LEADLOG_META_SYSTEM_USER_TOKEN");
  }

  @Test
  void correct_settings_do_not_stop_the_start() {
    assertThatCode(
            () ->
                new SettingsCheck()
                    .requireUrl("leadlog.queue-url", Optional.of("http://127.0.0.1:9/q"), "a URL")
                    .require("leadlog.import-bucket", Optional.of("files"), "the bucket")
                    .requireSecret("leadlog.meta.verify-token", Optional.of("word"), "the token")
                    .requireSecrets(
                        "leadlog.meta.app-secrets",
                        Optional.of(List.of("ssm:/leadlog/app/secret", "literal")),
                        "the secrets")
                    .secret("leadlog.meta.system-user-token", Optional.empty())
                    .stopIfAny())
        .doesNotThrowAnyException();
  }

  @Test
  void the_message_never_contains_a_secret() {
    SettingsCheck check =
        new SettingsCheck()
            .requireSecrets(
                "leadlog.meta.app-secrets",
                Optional.of(List.of("hunter2", "ssm:no/slash")),
                "the secrets")
            .requireSecret("leadlog.meta.verify-token", Optional.of("correct horse"), "the token")
            .requireUrl("leadlog.queue-url", Optional.empty(), "the queue's URL");

    assertThatThrownBy(check::stopIfAny)
        .hasMessageContaining("LEADLOG_META_APP_SECRETS")
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("hunter2", "correct horse", "VERIFY_TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "queue",
        "ftp://host/q",
        "https://",
        "https:///q",
        "http://a b/",
        "//host/q"
      })
  void an_invalid_url_stops_the_start(String url) {
    SettingsCheck check =
        new SettingsCheck().requireUrl("leadlog.queue-url", Optional.of(url), "the queue's URL");

    assertThatThrownBy(check::stopIfAny)
        .hasMessageStartingWith("Leadlog cannot start, a setting is missing or wrong: ")
        .hasMessageContaining("LEADLOG_QUEUE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssm:", "ssm:name", "ssm:/", "ssm:/a//b", "ssm:/a b", "ssm:/a/"})
  void an_invalid_parameter_name_stops_the_start(String reference) {
    SettingsCheck check =
        new SettingsCheck().secret("leadlog.meta.verify-token", Optional.of(reference));

    assertThatThrownBy(check::stopIfAny).hasMessageContaining("LEADLOG_META_VERIFY_TOKEN");
  }
}
