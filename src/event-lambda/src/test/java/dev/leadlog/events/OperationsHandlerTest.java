package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.emulators.RuntimeApi.Answer;
import dev.leadlog.log.FormId;
import dev.leadlog.log.Json;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.testing.FaultyDoor.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operations function as it is deployed: one JSON object in, one out. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(OperationsHandlerTest.AsDeployed.class)
class OperationsHandlerTest {

  private static final Deployment DEPLOYED = Deployment.of("Operations");

  /** The environment of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Inject LeadLogs logs;

  @AfterEach
  void open() {
    Aws.dynamodb().open();
  }

  @Test
  void an_unknown_action_is_answered_with_the_list() {
    JsonNode answer = ask("{\"action\":\"destroy\"}");

    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("actions").toString()).contains("process", "erase", "sweep");
    assertThat(ask("7").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void a_lead_is_shown_marked_taken_back_corrected_and_erased() {
    String id = failed();

    assertThat(ask("{\"action\":\"get\",\"leadgenId\":\"%s\"}", id).path("status").asText())
        .isEqualTo("Error");
    assertThat(
            ask("{\"action\":\"loss\",\"leadgenId\":\"%s\",\"note\":\"x\"}", id)
                .path("status")
                .asText())
        .isEqualTo("Loss");
    assertThat(
            ask("{\"action\":\"correct\",\"leadgenId\":\"%s\",\"payload\":{\"field_data\":[]}}", id)
                .path("correctedPayload")
                .has("field_data"))
        .isTrue();
    assertThat(ask("{\"action\":\"process\",\"leadgenId\":\"%s\"}", id).path("accepted").asInt())
        .isEqualTo(1);
    assertThat(ask("{\"action\":\"erase\",\"leadgenId\":\"%s\"}", id).path("remains").isEmpty())
        .isFalse();
    assertThat(logs.find(new LeadgenId(id)).orElseThrow().history().get(1).by())
        .startsWith("operations ");
  }

  @Test
  void a_refusal_is_an_answer_and_no_failure() {
    String id = failed();

    JsonNode answer =
        ask(
            "{\"action\":\"processed\",\"leadgenId\":\"%s\",\"leadDocReference\":{\"type\":\"frappe\"}}",
            id);

    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("detail").asText()).contains("leadDocReference.id");
    Aws.dynamodb().shut(Fault.REFUSES);
    assertThat(ask("{\"action\":\"get\",\"leadgenId\":\"%s\"}", id).path("status").asInt())
        .isEqualTo(503);
  }

  @Test
  void its_role_and_its_environment_are_exactly_what_it_needs() {
    String page = Aws.newId();
    String id = failed();
    bury("{\"leadgenId\":\"" + Aws.newId() + "\"}");
    AwsCalls.forget();

    ask("{\"action\":\"list\",\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}");
    ask("{\"action\":\"list\",\"status\":\"Error\",\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}");
    ask("{\"action\":\"page\",\"page\":{\"pageId\":\"%s\",\"enabled\":false}}", page);
    ask(
        "{\"action\":\"page\",\"page\":{\"pageId\":\"%s\",\"destination\":{\"type\":\"frappe\",\"doctype\":\"Lead\","
            + "\"url\":\"https://crm.invalid\",\"token\":\"ssm:/leadlog/destination/x\"}}}",
        page);
    ask("{\"action\":\"pages\"}");
    ask("{\"action\":\"deletePage\",\"pageId\":\"%s\"}", page);
    String job = ask("{\"action\":\"process\",\"leadgenIds\":[\"%s\"]}", id).path("job").asText();
    assertThat(ask("{\"action\":\"job\",\"job\":\"%s\"}", job).path("state").asText())
        .isEqualTo("Running");
    assertThat(ask("{\"action\":\"sweep\"}").has("enqueued")).isTrue();
    ask("{\"action\":\"process\",\"leadgenId\":\"%s\"}", id);
    assertThat(ask("{\"action\":\"stats\"}").path("byStatus").path("Pending").asInt()).isPositive();
    assertThat(ask("{\"action\":\"stats\",\"rebuild\":true}").has("job")).isTrue();
    ask("{\"action\":\"erase\",\"leadgenId\":\"%s\"}", id);

    suggest(Aws.newId());
    assertThat(
            ask("{\"action\":\"preview\",\"pageId\":\"1\",\"leadgenId\":\"1\"}")
                .path("status")
                .asInt())
        .isEqualTo(404);

    assertThat(recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly(
            "BacklogQueue",
            "Bookkeeping",
            "DeadLetterQueue",
            "LeadLogs",
            "LeadQueue",
            "Leads",
            "PageConfigs");
  }

  /** The page's own token is dead, so the system user's reads its forms. */
  private static void suggest(String page) {
    String form = GraphApi.form(page, "");
    Aws.putParameter("/leadlog/page/" + page, "a-dead-token");
    ask(
        "{\"action\":\"page\",\"page\":{\"pageId\":\"%1$s\",\"accessToken\":\"ssm:/leadlog/page/%1$s\"}}",
        page);
    assertThat(
            ask("{\"action\":\"suggestMapping\",\"pageId\":\"%s\",\"formId\":\"%s\"}", page, form)
                .path("mapping"))
        .hasSize(3);
  }

  private static Set<String> recorded() {
    return AwsCalls.recorded().stream()
        .map(call -> call.replaceFirst("/leadlog/(page|destination)/.*", "/leadlog/$1/*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode ask(String request, Object... values) {
    Answer answer = RuntimeApi.invoke(request.formatted(values), Duration.ofSeconds(120));
    assertThat(answer.isError()).as(answer.body()).isFalse();
    return Json.read(answer.body()).orElseThrow();
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl("DeadLetterQueue")).messageBody(body));
  }

  private String failed() {
    String id = Aws.newId();
    Instant received = Instant.now().minusSeconds(60);
    logs.insert(
        new NewLead(
            new LeadgenId(id),
            new PageId(Aws.newId()),
            new FormId(GraphApi.FORM),
            null,
            received,
            received,
            Source.WEBHOOK,
            "{}",
            Reason.INVALID_PHONE,
            "phone"));
    assertThat(logs.find(new LeadgenId(id)).orElseThrow().status()).isEqualTo(Status.ERROR);
    return id;
  }
}
