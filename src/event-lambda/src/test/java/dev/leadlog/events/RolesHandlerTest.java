package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.testing.Deployment;
import dev.leadlog.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The access token of a person in some groups. {@code src/proof/smoke} starts the function as it is
 * deployed.
 */
class RolesHandlerTest {

  private static final Path EVENT = Path.of("../../localstack/events/roles-token.json");

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "viewers, read",
        "operators, read operate",
        "admins, read operate configure erase",
        "viewers operators, read operate",
        "viewers strangers, read",
        "strangers, none",
        "Admins, none",
        "none, none"
      })
  void a_token_keeps_the_scopes_of_its_groups(String groups, String scopes) {
    assertThat(scopesOfTheToken(event(words(groups))))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("openid"), words(scopes).stream().map(scope -> "leadlog/" + scope))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TokenGeneration_HostedAuth",
        "TokenGeneration_Authentication",
        "TokenGeneration_NewPasswordChallenge",
        "TokenGeneration_AuthenticateDevice",
        "TokenGeneration_RefreshTokens"
      })
  void the_groups_limit_the_scopes_for_every_trigger_source(String source) {
    assertThat(scopesOfTheToken(event(List.of("viewers")).put("triggerSource", source)))
        .containsExactly("openid", "leadlog/read");
  }

  @Test
  void an_event_without_groups_or_scopes_grants_no_scope() {
    ObjectNode event = event(List.of());
    ObjectNode request = (ObjectNode) event.path("request");
    request.remove("scopes");
    request.remove("groupConfiguration");

    assertThat(suppressed(invoke(event)))
        .containsExactly("leadlog/configure", "leadlog/erase", "leadlog/operate", "leadlog/read");
  }

  @Test
  void a_scope_of_a_later_version_is_granted_to_nobody() {
    ObjectNode event = event(List.of("admins"));
    ((ArrayNode) event.path("request").path("scopes")).add("leadlog/later");

    assertThat(scopesOfTheToken(event)).contains("leadlog/erase").doesNotContain("leadlog/later");
  }

  @Test
  void the_response_is_the_event_with_the_scopes_to_suppress() {
    ObjectNode event = event(List.of("viewers"));

    ObjectNode response = invoke(event);

    assertThat(response.remove("response"))
        .hasToString(
            "{\"claimsAndScopeOverrideDetails\":{\"accessTokenGeneration\":{\"scopesToSuppress\":[\"leadlog/configure\",\"leadlog/erase\",\"leadlog/operate\"]}}}");
    event.remove("response");
    assertThat(response).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({"version, 1", "triggerSource, PreSignUp_SignUp"})
  void another_event_fails_so_that_no_token_is_issued(String field, String value) {
    ObjectNode event = event(List.of("admins")).put(field, value);

    assertThatThrownBy(() -> invoke(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("V2_0")
        .hasMessageNotContaining("ada@example.com");
  }

  @Test
  void the_function_has_no_permissions() {
    assertThat(Deployment.of("Roles").permissions()).isEmpty();
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  private static ObjectNode event(List<String> groups) {
    ObjectNode event = example();
    ArrayNode list =
        ((ObjectNode) event.path("request").path("groupConfiguration"))
            .putArray("groupsToOverride");
    groups.forEach(list::add);
    return event;
  }

  /** The requested scopes without the suppressed ones, as Cognito computes them. */
  private static List<String> scopesOfTheToken(ObjectNode event) {
    List<String> suppressed = suppressed(invoke(event));
    return texts(event.path("request").path("scopes"))
        .filter(scope -> !suppressed.contains(scope))
        .toList();
  }

  private static List<String> suppressed(ObjectNode response) {
    return texts(
            response
                .path("response")
                .path("claimsAndScopeOverrideDetails")
                .path("accessTokenGeneration")
                .path("scopesToSuppress"))
        .toList();
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static ObjectNode example() {
    try {
      return (ObjectNode) Json.read(Files.readAllBytes(EVENT)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode invoke(ObjectNode event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new RolesHandler()
          .handleRequest(
              new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)),
              out,
              null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (ObjectNode) Json.read(out.toByteArray()).orElseThrow();
  }
}
