package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.notice.NoticeTypes;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.SnsClient;

class DestinationDescriptionTest {

  private static final EgressPolicy TARGETS = new EgressPolicy(Settings.defaults());

  static List<Destination> destinations() {
    Clock clock = Clock.systemUTC();
    return List.of(
        new LeadsTable(null, null, Settings.defaults(), clock),
        new SnsTopic(() -> (SnsClient) null),
        new Frappe(null, TARGETS, null, Settings.defaults(), clock),
        new HttpEndpoint(null, TARGETS, null, Settings.defaults(), clock),
        notices().slack(Duration.ofSeconds(1)),
        notices().teams(Duration.ofSeconds(1)),
        notices().email(() -> null, () -> null));
  }

  private static NoticeTypes notices() {
    Clock clock = Clock.systemUTC();
    SecretWebhook webhook = new SecretWebhook(null, TARGETS, null, Settings.defaults(), clock);
    return new NoticeTypes(webhook, null, Settings.defaults(), clock);
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void each_setting_is_described_and_secrets_are_marked(Destination destination) {
    JsonNode shown = destination.description().json(destination.type());

    assertThat(shown.path("type").asText()).isEqualTo(destination.type());
    assertThat(shown.path("label").asText()).isNotEmpty();
    assertThat(shown.path("description").asText()).endsWith(".");
    for (JsonNode setting : shown.path("settings")) {
      String name = setting.path("name").asText();
      assertThat(setting.path("description").asText()).as(name).endsWith(".");
      assertThat(setting.path("example").isNull()).as(name).isFalse();
      assertThat(setting.path("kind").asText().equals("secret"))
          .as(name)
          .isEqualTo(SecretLocation.isSecret(shown, name));
    }
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void a_document_without_a_required_setting_is_refused(Destination destination) {
    JsonNode shown = destination.description().json(destination.type());
    ObjectNode required = Json.object();
    StreamSupport.stream(shown.path("settings").spliterator(), false)
        .filter(setting -> setting.path("required").asBoolean())
        .forEach(
            setting -> {
              assertThat(destination.check(new DestinationSetting(destination.type())))
                  .anyMatch(mistake -> mistake.startsWith(setting.path("name").asText() + ":"));
              required.set(setting.path("name").asText(), setting.path("example"));
            });

    // The deployment may define the site of a Frappe destination.
    assertThat(destination.check(new DestinationSetting(destination.type(), required)))
        .allMatch(mistake -> destination.type().equals("frappe") && mistake.startsWith("url:"));
  }

  @Test
  void a_choice_lists_its_options_and_its_example_is_the_first() {
    JsonNode shown =
        new DestinationDescription(
                "A place",
                "It takes leads.",
                List.of(
                    DestinationDescription.Setting.choice(
                        "object", "The object.", "Lead", "Contact")))
            .json("place");

    assertThat(shown.path("settings").path(0))
        .hasToString(
            "{\"name\":\"object\",\"kind\":\"choice\",\"options\":[\"Lead\",\"Contact\"],\"required\":false,\"description\":\"The object.\",\"example\":\"Lead\"}");
  }
}
