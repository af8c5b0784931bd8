package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class ExportsTest {

  @Inject LogFixture logged;

  @Test
  void a_list_is_returned_as_a_file_with_the_status_loss() {
    String page = Aws.newId();
    String lost = logged.pending(page, Instant.now().minusSeconds(1));
    logged.end(lost, Status.ERROR, Reason.DESTINATION_REJECTED);
    given().body("{\"note\":\"a rival\"}").post("/api/lead-logs/" + lost + "/loss");
    logged.pending(page, Instant.now());

    Response file = given().get("/api/lead-logs.csv?status=Loss&pageId=" + page);

    assertThat(file.contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.header("Content-Disposition"))
        .matches("attachment; filename=\"lead-logs-\\d{4}-\\d\\d-\\d\\d.csv\"");
    String text = new String(file.asByteArray(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFLeadgen ID,Page ID,");
    assertThat(text.lines()).hasSize(2);
    assertThat(text.lines().toList().get(1))
        .startsWith("l:" + lost + ",p:" + page + ",")
        .contains(",Loss,MARKED_LOSS,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status=loss | status: ",
        "limit=10    | limit: unknown parameter; valid names are formId",
        "pageID=1    | pageID: unknown parameter; did you mean pageId?",
      })
  void a_wrong_filter_is_refused(String query, String mistake) {
    given()
        .get("/api/lead-logs.csv?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString(mistake)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {"nothing", "{}", "{\"filter\":{}}", "{\"filter\":{\"status\":\"Error\"}}"})
  void a_large_export_is_a_job_without_a_file_at_first(String body) {
    Response begun =
        body == null ? given().post("/api/exports") : given().body(body).post("/api/exports");

    assertThat(begun.statusCode()).isEqualTo(202);
    given()
        .get("/api/jobs/" + JsonPath.read(begun.asString(), "$.job"))
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.kind", equalTo("export")))
        .body(hasJsonPath("$.state", equalTo("Running")))
        .body(hasNoJsonPath("$.link"));
  }

  @Test
  void the_rows_are_counted_by_a_dry_run_and_leads_are_exported_by_their_ids() {
    String page = Aws.newId();
    String lead = logged.pending(page, Instant.now());
    String unknown = Aws.newId();
    String filter = "{\"filter\":{\"pageId\":\"" + page + "\"},\"dryRun\":true}";
    String ids = "{\"leadgenIds\":[\"" + lead + "\",\"" + unknown + "\"]}";

    given()
        .body(filter)
        .post("/api/exports")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.matched", equalTo(1)))
        .body(hasJsonPath("$.refused", equalTo(0)))
        .body(hasJsonPath("$", not(hasKey("job"))));
    given()
        .body(ids)
        .post("/api/exports")
        .then()
        .statusCode(202)
        .body(hasJsonPath("$.job", notNullValue()))
        .body(hasJsonPath("$.accepted", equalTo(1)))
        .body(hasJsonPath("$.refused[*].leadgenId", contains(unknown)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                        | must be a JSON object",
        "{\"filter\":\"all\"}            | filter: must be an object",
        "{\"filter\":{\"status\":\"x\"}}  | filter.status: ",
        "{\"status\":\"Error\"}          | status: unknown field; valid names are dryRun, filter, leadgenIds",
        "{\"leadgenIds\":[\"x\"]}           | leadgenIds[0]: ",
        "{\"leadgenIds\":[\"1\"],\"filter\":{}}  | enter either leadgenIds, a list, or filter, an object",
      })
  void an_invalid_request_for_an_export_begins_no_job(String body, String mistake) {
    given()
        .body(body)
        .post("/api/exports")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString(mistake)));
  }
}
