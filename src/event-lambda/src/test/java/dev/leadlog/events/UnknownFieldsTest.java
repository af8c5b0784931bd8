package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.operations.Operations;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.UnknownNames;
import dev.leadlog.testing.UnknownNames.Wrong;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests every action of the list, so that a new action is covered automatically. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(OperationsHandlerTest.AsDeployed.class)
class UnknownFieldsTest {

  private static final String LEAD = "{\"leadgenId\":\"1\"}";
  private static final String PAGE = "{\"pageId\":\"1\"}";
  private static final String FILTER =
      "{\"status\":\"Error\",\"reason\":\"INVALID_PHONE\",\"pageId\":\"1\",\"formId\":\"2\",\"source\":\"Webhook\",\"platform\":\"Facebook\",\"test\":false,\"from\":\"2026-01-01\",\"to\":\"2026-01-02\"}";
  private static final String MANY =
      "{\"filter\":" + FILTER + ",\"dryRun\":true,\"refetch\":false}";

  /**
   * Valid inputs, of which each name is misspelt in turn. An action that is not listed takes no
   * input.
   */
  private static final Map<String, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry("list", List.of("{\"limit\":1," + FILTER.substring(1))),
          Map.entry("get", List.of(LEAD)),
          Map.entry("process", List.of("{\"leadgenId\":\"1\",\"refetch\":true}", MANY)),
          Map.entry("retry", List.of(MANY)),
          Map.entry(
              "processed",
              List.of(
                  "{\"leadgenId\":\"1\",\"leadDocReference\":{\"type\":\"a\",\"id\":\"b\",\"url\":\"c\"},\"note\":\"x\"}")),
          Map.entry(
              "loss",
              List.of(
                  "{\"leadgenId\":\"1\",\"note\":\"x\"}",
                  "{\"filter\":" + FILTER + ",\"dryRun\":true,\"note\":\"x\"}")),
          Map.entry("correct", List.of("{\"leadgenId\":\"1\",\"payload\":{}}")),
          Map.entry("erase", List.of(LEAD)),
          Map.entry("import", List.of("{\"csv\":\"x\",\"dryRun\":true,\"pageId\":\"1\"}")),
          Map.entry(
              "export",
              List.of(
                  "{\"filter\":" + FILTER + ",\"inline\":true}",
                  "{\"filter\":" + FILTER + ",\"dryRun\":true}")),
          Map.entry("job", List.of("{\"job\":\"1\"}")),
          Map.entry("formStates", List.of(PAGE)),
          Map.entry("jobs", List.of("{\"limit\":1,\"cursor\":\"x\"}")),
          Map.entry("cancelJob", List.of("{\"job\":\"1\"}")),
          Map.entry(
              "page",
              List.of(
                  PAGE,
                  "{\"pageId\":\"1\",\"ifMatch\":\"*\",\"processWaiting\":false,\"page\":{\"pageName\":\"Acme\",\"forms\":[{\"formId\":\"2\",\"mapping\":[{\"metaField\":\"a\",\"leadField\":\"b\"}]}]}}")),
          Map.entry("deletePage", List.of(PAGE)),
          Map.entry("forms", List.of("{\"pageId\":\"1\",\"cursor\":\"x\"}")),
          Map.entry("subscribe", List.of(PAGE)),
          Map.entry(
              "discover",
              List.of(
                  "{\"userToken\":\"x\",\"cursor\":\"y\",\"pageIds\":[\"1\"],\"subscribe\":true}")),
          Map.entry("poll", List.of("{\"pageId\":\"1\",\"since\":\"2026-01-01\"}")),
          Map.entry(
              "stats",
              List.of(
                  "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"zone\":\"UTC\"}",
                  "{\"recount\":true}")),
          Map.entry(
              "preview",
              List.of(
                  "{\"pageId\":\"1\",\"payload\":{\"field_data\":[]},\"formId\":\"2\",\"mapping\":[{\"metaField\":\"a\",\"leadField\":\"b\"}]}")),
          Map.entry(
              "suggestMapping",
              List.of("{\"pageId\":\"1\",\"formId\":\"2\",\"destination\":\"crm\"}")),
          Map.entry("health", List.of(PAGE, "{\"refresh\":\"1\"}")));

  @Inject Operations operations;

  @Test
  void every_action_refuses_every_unknown_name() {
    List<String> accepted = new ArrayList<>();
    List<String> actions = actions();
    for (String action : actions) {
      for (String example : EXAMPLES.getOrDefault(action, List.of("{}"))) {
        for (Wrong wrong : UnknownNames.in((ObjectNode) Json.stored(example), "/payload"::equals)) {
          JsonNode answer = ask(wrong.document().put("action", action));
          if (answer.path("status").asInt() != 400
              || !answer.path("detail").asText().contains(wrong.mistake())) {
            accepted.add(action + ": " + wrong + " was answered " + answer);
          }
        }
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(new TreeSet<>(actions)).containsAll(EXAMPLES.keySet());
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>();
    ask(Json.object().put("action", "?")).path("actions").forEach(a -> actions.add(a.asText()));
    assertThat(actions).hasSizeGreaterThan(20);
    return actions;
  }

  private JsonNode ask(ObjectNode request) {
    return operations.answer(request, "ada", Instant.now().plusSeconds(60));
  }
}
