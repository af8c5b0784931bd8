package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the calls of the deployed API function with the permissions in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(RoleTest.AsDeployed.class)
class RoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Api", LeadlogSettings.class);

  /** The environment variables of the template. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  private static final String A_DAY =
      "{\"filter\":{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\"}}";

  @Inject LogFixture logged;
  @Inject Jobs jobs;

  @Test
  void the_role_and_the_environment_of_the_function_are_exactly_what_it_needs() {
    String ended = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    String page = Aws.newId();
    String file = "Leadgen ID,Page ID,Form ID\n" + Aws.newId() + "," + page + ",527829666666421\n";
    String export = read(202, () -> given().body(A_DAY).post("/api/exports"), "$.job");
    for (int part = 0; part < 2; part++) {
      jobs.run(new JobMessage(export), Instant.now().plusSeconds(60));
    }
    AwsCalls.forget();

    expect(200, () -> given().get("/api/lead-logs?from=2026-01-01&to=2026-01-02"));
    expect(200, () -> given().get("/api/lead-logs?status=Error&from=2026-01-01&to=2026-01-02"));
    expect(200, () -> given().get("/api/lead-logs?pageId=1&from=2026-01-01&to=2026-01-02"));
    expect(200, () -> given().get("/api/lead-logs/" + ended));
    expect(202, () -> given().post("/api/lead-logs/" + ended + "/process"));
    String many = "{\"leadgenIds\":[\"" + ended + "\"]}";
    String job = read(202, () -> given().body(many).post("/api/lead-logs/process"), "$.job");
    String loss = "{\"filter\":{\"pageId\":\"1\"},\"note\":\"x\"}";
    expect(202, () -> given().body(loss).post("/api/lead-logs/loss"));
    expect(200, () -> given().get("/api/jobs/" + job));
    expect(200, () -> given().get("/api/jobs?limit=1"));
    expect(200, () -> given().post("/api/jobs/" + job + "/cancel"));
    expect(200, () -> given().get("/api/stats"));
    expect(202, () -> given().post("/api/stats/recount"));
    expect(200, () -> given().delete("/api/lead-logs/" + ended));
    expect(200, () -> given().body("{\"enabled\":false}").put("/api/pages/" + page));
    String toFrappe =
        """
        {"destination":{"type":"frappe","doctype":"Lead","url":"https://crm.invalid",
         "token":"ssm:/leadlog/destination/x"}}""";
    expect(200, () -> given().body(toFrappe).put("/api/pages/" + page));
    expect(200, () -> given().get("/api/pages/" + page));
    expect(200, () -> given().get("/api/pages"));
    expect(200, () -> given().get("/api/pages/" + page + "/forms"));
    expect(200, () -> given().get("/api/attention"));
    expect(200, () -> given().get("/api/mapping-functions"));
    expect(200, () -> given().get("/api/health"));
    expect(204, () -> given().delete("/api/pages/" + page));
    expect(200, () -> given().body(file).post("/api/imports?dryRun=true"));
    expect(200, () -> given().body(file).post("/api/imports"));
    connect(Aws.newId());
    expect(200, () -> given().get("/api/lead-logs.csv?from=2026-01-01&to=2026-01-02"));
    String link = read(200, () -> given().get("/api/jobs/" + export), "$.link");
    expect(200, () -> given().urlEncodingEnabled(false).get(link));

    suggest(Aws.newId());
    expect(404, () -> given().body("{\"leadgenId\":\"1\"}").post("/api/pages/1/preview"));

    assertThat(recorded()).isEqualTo(DEPLOYED.permissions());
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly(
            "AlarmTopic",
            "BacklogQueue",
            "Bookkeeping",
            "ImportBucket",
            "JobQueue",
            "LeadLogs",
            "LeadQueue",
            "Leads",
            "PageConfigs");
  }

  /** The page token is invalid, so the forms are read with the system user token. */
  private static void suggest(String page) {
    String form = GraphApi.form(page);
    Aws.putParameter("/leadlog/page/" + page, "a-dead-token");
    String document = "{\"accessToken\":\"ssm:/leadlog/page/" + page + "\"}";
    expect(200, () -> given().body(document).put("/api/pages/" + page));
    expect(200, () -> given().get("/api/pages/" + page + "/forms/" + form + "/suggested-mapping"));
  }

  /** Discovers, adds, subscribes and checks a page, then makes its token invalid. */
  private static void connect(String page) {
    GraphApi.page(page, "");
    expect(200, () -> given().post("/api/pages/discover"));
    String added = "{\"pageIds\":[\"" + page + "\"]}";
    assertThat(
            read(200, () -> given().body(added).post("/api/pages/discover"), "$.added[0].pageId"))
        .isEqualTo(page);
    expect(200, () -> given().post("/api/pages/" + page + "/subscribe"));
    expect(200, () -> given().post("/api/pages/" + page + "/forms/refresh"));
    GraphApi.page(page, "\"tokenDead\":true");
    expect(200, () -> given().post("/api/health/" + page));
  }

  private static Set<String> recorded() {
    return AwsCalls.recorded().stream()
        .map(call -> call.replaceFirst("/leadlog/(page|destination)/.*", "/leadlog/$1/*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(int status, Supplier<Response> call, String path) {
    return JsonPath.read(expect(status, call).asString(), path);
  }

  private static Response expect(int status, Supplier<Response> call) {
    Response response = call.get();
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return response;
  }
}
