package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Meta;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests every destination type, so that a new type is covered automatically. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class DestinationDescriptionTest {

  /** The deployment may define the site of these types. */
  private static final Set<String> WITH_A_DEFAULT_SITE = Set.of("frappe", "salesforce");

  @Inject @All List<Destination> destinations;

  @Test
  void each_setting_is_described_and_secrets_are_marked() {
    assertThat(destinations).hasSizeGreaterThanOrEqualTo(9);
    destinations.forEach(DestinationDescriptionTest::assertDescribed);
  }

  private static void assertDescribed(Destination destination) {
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

  @Test
  void a_document_without_a_required_setting_is_refused() {
    destinations.forEach(DestinationDescriptionTest::assertRequired);
  }

  private static void assertRequired(Destination destination) {
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

    assertThat(destination.check(new DestinationSetting(destination.type(), required)))
        .as(destination.type())
        .allMatch(
            mistake ->
                WITH_A_DEFAULT_SITE.contains(destination.type()) && mistake.startsWith("url:"));
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
