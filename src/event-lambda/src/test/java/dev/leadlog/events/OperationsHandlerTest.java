package dev.leadlog.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deployed operations function: one JSON object in, one out. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(OperationsHandlerTest.AsDeployed.class)
class OperationsHandlerTest {

  private static final Deployment DEPLOYED = Deployment.of("Operations", LeadlogSettings.class);

  /** The environment variables of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Inject LeadLogs logs;
  @Inject LeadInsert insert;
  @Inject Jobs jobs;

  @AfterEach
  void openTheProxys() {
    Aws.dynamodb().clearFault();
  }

  @Test
  void an_unknown_action_is_answered_with_the_list_of_actions() {
    JsonNode answer = ask("{\"action\":\"destroy\"}");

    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("actions").toString()).contains("process", "erase", "sweep");
    assertThat(ask("7").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void a_lead_can_be_shown_marked_reprocessed_corrected_and_erased() {
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
    assertThat(logs.find(new LeadgenId(id)).orElseThrow().history())
        .last()
        .satisfies(erased -> assertThat(erased.by()).startsWith("operations "))
        .satisfies(erased -> assertThat(erased.note()).isEqualTo("erased"));
  }

  @Test
  void a_refusal_is_a_response_and_not_a_failed_invocation() {
    String id = failed();

    JsonNode answer =
        ask(
            "{\"action\":\"processed\",\"leadgenId\":\"%s\",\"leadDocReference\":{\"type\":\"frappe\"}}",
            id);

    assertThat(answer.path("status").asInt()).isEqualTo(400);
    assertThat(answer.path("detail").asText()).contains("leadDocReference.id");
    Aws.dynamodb().setFault(Fault.REFUSES);
    assertThat(ask("{\"action\":\"get\",\"leadgenId\":\"%s\"}", id).path("status").asInt())
        .isEqualTo(503);
  }

  @Test
  void leads_are_imported_from_a_text_or_from_a_file_in_the_bucket() {
    String header = "Leadgen ID,Page ID,Form ID\n";
    String row = Aws.newId() + ",1635959142565683,527829666666421\n";
    ImportBucket.put("incoming/checked.txt", (header + row).getBytes(StandardCharsets.UTF_8));
    String key = "{\"action\":\"import\",\"key\":\"incoming/checked.txt\"%s}";
    ObjectNode text = Json.object().put("action", "import").put("csv", header + row + "x,1,2\n");

    assertThat(ask(key, ",\"dryRun\":true").path("accepted").asInt()).isEqualTo(1);
    String job = ask(key, "").path("job").asText();
    assertThat(ask("{\"action\":\"job\",\"job\":\"%s\"}", job).path("kind").asText())
        .isEqualTo("import");
    for (int slice = 0; slice < 2; slice++) {
      jobs.run(new JobMessage(job), Instant.now().plusSeconds(60));
    }
    assertThat(ask("{\"action\":\"job\",\"job\":\"%s\"}", job).path("enqueued").asInt())
        .isEqualTo(1);
    JsonNode again = ask("%s", Json.text(text));
    assertThat(again.path("duplicates").asInt()).isEqualTo(1);
    assertThat(again.at("/rejected/0/line").asInt()).isEqualTo(3);
  }

  @Test
  void an_import_that_is_not_possible_is_refused_with_the_remedy() {
    assertThat(ask("{\"action\":\"import\"}").path("detail").asText()).contains("csv", "key");
    assertThat(ask("{\"action\":\"import\",\"key\":\"exports/a.csv\"}").path("detail").asText())
        .contains("incoming/");
    assertThat(ask("{\"action\":\"import\",\"key\":\"incoming/a\"}").path("status").asInt())
        .isEqualTo(404);
    JsonNode large = ask("{\"action\":\"import\",\"csv\":\"%s\"}", "x".repeat(2_100_000));
    assertThat(large.path("status").asInt()).isEqualTo(413);
    assertThat(large.path("detail").asText()).contains("aws s3 cp");
  }

  @Test
  void an_export_is_a_job_or_part_of_the_response() {
    String filter = "\"filter\":{\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}";

    assertThat(ask("{\"action\":\"export\",%s}", filter).path("job").asText()).isNotEmpty();
    JsonNode inline = ask("{\"action\":\"export\",\"inline\":true,%s}", filter);
    assertThat(inline.path("csv").asText()).startsWith("\uFEFFLeadgen ID,");
    assertThat(inline.path("rows").asInt()).isZero();
    assertThat(ask("{\"action\":\"export\",\"filters\":{}}").path("detail").asText())
        .contains("filters: unknown field; did you mean filter?");
  }

  @Test
  void the_role_and_the_environment_of_the_function_are_exactly_what_it_needs() {
    String page = Aws.newId();
    String id = failed();
    bury("{\"leadgenId\":\"" + Aws.newId() + "\"}");
    String export = exported();
    AwsCalls.forget();

    ask("{\"action\":\"list\",\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}");
    ask("{\"action\":\"list\",\"status\":\"Error\",\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}");
    ask("{\"action\":\"page\",\"page\":{\"pageId\":\"%s\",\"enabled\":false}}", page);
    ask(
        "{\"action\":\"page\",\"page\":{\"pageId\":\"%s\",\"destination\":{\"type\":\"frappe\",\"doctype\":\"Lead\","
            + "\"url\":\"https://crm.invalid\",\"token\":\"ssm:/leadlog/destination/x\"}}}",
        page);
    ask("{\"action\":\"pages\"}");
    assertThat(ask("{\"action\":\"attention\"}").path("items").isArray()).isTrue();
    assertThat(ask("{\"action\":\"mappingFunctions\"}").path("functions")).isNotEmpty();
    assertThat(ask("{\"action\":\"formStates\",\"pageId\":\"%s\"}", page).has("items")).isTrue();
    ask("{\"action\":\"deletePage\",\"pageId\":\"%s\"}", page);
    String job = ask("{\"action\":\"process\",\"leadgenIds\":[\"%s\"]}", id).path("job").asText();
    assertThat(ask("{\"action\":\"job\",\"job\":\"%s\"}", job).path("state").asText())
        .isEqualTo("Running");
    assertThat(ask("{\"action\":\"jobs\",\"limit\":1}").at("/items/0/job").asText()).isEqualTo(job);
    assertThat(ask("{\"action\":\"cancelJob\",\"job\":\"%s\"}", job).path("state").asText())
        .isEqualTo("Cancelled");
    assertThat(ask("{\"action\":\"sweep\"}").has("enqueued")).isTrue();
    ask("{\"action\":\"process\",\"leadgenId\":\"%s\"}", id);
    assertThat(ask("{\"action\":\"stats\"}").path("byStatus").path("Pending").asInt()).isPositive();
    assertThat(ask("{\"action\":\"stats\",\"recount\":true}").has("job")).isTrue();
    ask("{\"action\":\"erase\",\"leadgenId\":\"%s\"}", id);
    connect(Aws.newId());
    String file = "Leadgen ID,Page ID,Form ID\\n" + Aws.newId() + "," + page + ",527829666666421";
    ask("{\"action\":\"import\",\"csv\":\"%s\"}", file);
    ask("{\"action\":\"import\",\"csv\":\"%s\",\"dryRun\":true}", file);
    ask("{\"action\":\"import\",\"key\":\"incoming/none.csv\"}");
    open(ask("{\"action\":\"job\",\"job\":\"%s\"}", export).path("link").asText());

    suggest(Aws.newId());
    assertThat(
            ask("{\"action\":\"preview\",\"pageId\":\"1\",\"leadgenId\":\"1\"}")
                .path("status")
                .asInt())
        .isEqualTo(404);

    assertThat(recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly(
            "AlarmTopic",
            "BacklogQueue",
            "Bookkeeping",
            "DeadLetterQueue",
            "ImportBucket",
            "JobQueue",
            "LeadLogs",
            "LeadQueue",
            "Leads",
            "PageConfigs");
  }

  /** The page token is invalid, so the forms are read with the system user token. */
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

  /** Discovers, adds, subscribes and checks a page, then makes its token invalid. */
  private static void connect(String page) {
    GraphApi.page(page);
    assertThat(ask("{\"action\":\"discover\"}").toString()).contains(page);
    String added = ask("{\"action\":\"discover\",\"pageIds\":[\"%s\"]}", page).toString();
    assertThat(added)
        .contains("\"accessToken\":\"ssm:/leadlog/page/" + page)
        .contains("\"refused\":[]");
    assertThat(ask("{\"action\":\"subscribe\",\"pageId\":\"%s\"}", page).toString())
        .contains("leadgen");
    assertThat(ask("{\"action\":\"forms\",\"pageId\":\"%s\"}", page).has("new")).isTrue();
    GraphApi.tokenDies(page);
    assertThat(
            ask("{\"action\":\"health\",\"pageId\":\"%1$s\",\"refresh\":\"%1$s\"}", page)
                .at("/issues/0/issue")
                .asText())
        .isEqualTo("TOKEN_INVALID");
    assertThat(ask("{\"action\":\"health\"}").has("pages")).isTrue();
  }

  private static Set<String> recorded() {
    return AwsCalls.recorded().stream()
        .map(call -> call.replaceFirst("/leadlog/(page|destination)/.*", "/leadlog/$1/*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode ask(String request, Object... values) {
    FunctionResponse answer = RuntimeApi.invoke(request.formatted(values), Duration.ofSeconds(120));
    assertThat(answer.isError()).as(answer.body()).isFalse();
    return Json.read(answer.body()).orElseThrow();
  }

  /** The id of a finished export. */
  private String exported() {
    String filter = "{\"filter\":{\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}}";
    Job job = jobs.begin("export", (ObjectNode) Json.read(filter).orElseThrow(), "marie");
    for (int part = 0; part < 2; part++) {
      jobs.run(new JobMessage(job.id()), Instant.now().plusSeconds(60));
    }
    return job.id();
  }

  private static void open(String link) {
    given().urlEncodingEnabled(false).get(link).then().statusCode(200);
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl("DeadLetterQueue")).messageBody(body));
  }

  private String failed() {
    String id = Aws.newId();
    Instant received = Instant.now().minusSeconds(60);
    insert.insert(
        NewLead.of(
                new LeadIds(
                    new LeadgenId(id), new PageId(Aws.newId()), new FormId(GraphApi.FORM), null),
                received,
                Source.WEBHOOK)
            .created(received)
            .announcedBy("{}")
            .malformed(Reason.INVALID_PHONE, "phone"));
    assertThat(logs.find(new LeadgenId(id)).orElseThrow().status()).isEqualTo(Status.ERROR);
    return id;
  }
}
