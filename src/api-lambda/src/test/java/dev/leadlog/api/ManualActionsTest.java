package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manual actions over the API, for one lead or many. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
class ManualActionsTest {

  @Inject LogFixture logged;

  @Test
  void a_lead_is_marked_as_processed_with_its_record() {
    String id = logged.ended(Status.ERROR, Reason.DESTINATION_REJECTED);

    post(
            id + "/processed",
            "{\"leadDocReference\":{\"type\":\"frappe\",\"id\":\"CRM-7\"},\"note\":\"typed in\"}")
        .statusCode(200)
        .body(hasJsonPath("$.status", equalTo("Processed")))
        .body(hasJsonPath("$.reason", equalTo("MARKED_PROCESSED")))
        .body(hasJsonPath("$.leadDocReference.id", equalTo("CRM-7")))
        .body(hasJsonPath("$.history[-1].note", equalTo("typed in")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "processed | {}                                           | leadDocReference.type: is missing",
        "processed | {\"leadDocReference\":{\"type\":\"frappe\"}} | leadDocReference.id: is missing",
        "processed | nonsense                                     | must be a JSON object",
        "loss      | {}                                           | note: is missing",
        "loss      | {\"note\":\"  \"}                            | note: is missing",
      })
  void a_missing_field_is_named(String what, String body, String mistake) {
    String id = logged.ended(Status.ERROR, Reason.DESTINATION_REJECTED);

    post(id + "/" + what, body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString(mistake)));
  }

  @Test
  void a_lead_is_marked_as_loss_with_a_note() {
    String id = logged.ended(Status.UNCONFIGURED, Reason.FORM_NOT_MAPPED);

    post(id + "/loss", "{\"note\":\"a competitor\"}")
        .statusCode(200)
        .body(hasJsonPath("$.status", equalTo("Loss")));
    post(id + "/loss", "{\"note\":\"again\"}")
        .statusCode(409)
        .body(hasJsonPath("$.detail", containsString("Loss")));
    given()
        .get("/api/lead-logs?status=Loss")
        .then()
        .body(hasJsonPath("$.items[*].leadgenId", hasItem(id)));
  }

  @Test
  void many_leads_are_marked_as_loss_by_a_job_after_a_dry_run() {
    String id = logged.ended(Status.UNCONFIGURED, Reason.FORM_NOT_MAPPED);
    String pending = logged.pending(Aws.newId(), Instant.now());
    String ids = "\"leadgenIds\":[\"" + id + "\",\"" + pending + "\"]";

    post("loss", "{" + ids + ",\"dryRun\":true}")
        .statusCode(200)
        .body(hasJsonPath("$.matched", equalTo(2)))
        .body(hasJsonPath("$.refused", equalTo(1)));
    post("loss", "{" + ids + "}")
        .statusCode(400)
        .body(hasJsonPath("$.detail", equalTo("note: is missing; enter the reason")));
    post("loss", "{\"note\":\"a robot\"}")
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("either leadgenIds, a list, or filter")));
    String answer =
        post("loss", "{" + ids + ",\"note\":\"a robot\"}")
            .statusCode(202)
            .body(hasJsonPath("$.accepted", equalTo(1)))
            .body(hasJsonPath("$.refused[*].leadgenId", hasItem(pending)))
            .extract()
            .asString();
    String job = JsonPath.read(answer, "$.job");
    given().get("/api/jobs/" + job).then().body(hasJsonPath("$.kind", equalTo("loss")));
  }

  @Test
  void a_corrected_payload_is_stored_beside_the_fetched_one_and_refused_for_a_processed_lead() {
    String id = logged.ended(Status.ERROR, Reason.MISSING_REQUIRED);
    String payload = "{\"field_data\":[{\"name\":\"full_name\",\"values\":[\"Ada\"]}]}";

    given()
        .body(payload)
        .put("/api/lead-logs/" + id + "/corrected-payload")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.correctedPayload.field_data[0].values[0]", equalTo("Ada")));
    given()
        .body("{\"field_data\":[{}]}")
        .put("/api/lead-logs/" + id + "/corrected-payload")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("field_data[0]")));
    String pending = logged.pending(Aws.newId(), Instant.now());
    given()
        .body(payload)
        .put("/api/lead-logs/" + pending + "/corrected-payload")
        .then()
        .statusCode(409);
  }

  @Test
  void an_erased_lead_names_the_remaining_copies_and_has_no_personal_data() {
    String id = logged.ended(Status.ERROR, Reason.MISSING_REQUIRED);
    post(id + "/processed", "{\"leadDocReference\":{\"type\":\"frappe\",\"id\":\"CRM-7\"}}")
        .statusCode(200);

    given()
        .delete("/api/lead-logs/" + id)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.erasedAt", notNullValue()))
        .body(hasJsonPath("$.remains[*].id", hasItem("CRM-7")))
        .body(hasJsonPath("$.remains[*].what", hasItem("backups of the tables")));
    given()
        .get("/api/lead-logs/" + id)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.rawPayload", nullValue()))
        .body(hasJsonPath("$.history[-1].note", equalTo("erased")))
        .body(hasJsonPath("$.history[-1].by", notNullValue()));
    given().delete("/api/lead-logs/" + Aws.newId()).then().statusCode(404);
  }

  @Test
  void many_leads_are_reprocessed_by_a_job_and_each_refused_lead_is_named() {
    String ended = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    String pending = logged.pending(Aws.newId(), Instant.now());
    String body = "{\"leadgenIds\":[\"%s\",\"%s\"]%s}";

    post("process", body.formatted(ended, pending, ",\"dryRun\":true"))
        .statusCode(200)
        .body(hasJsonPath("$.matched", equalTo(2)))
        .body(hasJsonPath("$.refused", equalTo(1)));
    String answer =
        post("process", body.formatted(ended, pending, ""))
            .statusCode(202)
            .body(hasJsonPath("$.accepted", equalTo(1)))
            .body(hasJsonPath("$.refused[0].leadgenId", equalTo(pending)))
            .body(hasJsonPath("$.refused[0].why", containsString("Pending")))
            .extract()
            .asString();
    String job = JsonPath.read(answer, "$.job");
    given()
        .get("/api/jobs/" + job)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.state", equalTo("Running")));
    given().get("/api/jobs/unknown").then().statusCode(404);
    given().get("/api/jobs/" + "x".repeat(3_000)).then().statusCode(404);
    post("retry", body.formatted(ended, pending, ""))
        .statusCode(202)
        .body(hasJsonPath("$.accepted", equalTo(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | either leadgenIds",
        "{\"leadgenIds\":[]}                           | leadgenIds: must be a list",
        "{\"leadgenIds\":[\"x\"]}                      | leadgenIds[0]",
        "{\"filter\":{}}                               | filter: is empty; enter at least one of",
        "{\"filter\":{\"statu\":\"Error\"}}            | filter.statu: unknown field; did you mean status?",
        "{\"filter\":{\"status\":\"Errors\"}}          | filter.status",
        "{\"leadgenIds\":[\"1\"],\"dryRun\":\"yes\"}   | dryRun: must be true or false",
      })
  void an_invalid_request_for_many_leads_changes_nothing(String body, String mistake) {
    post("process", body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString(mistake)));
  }

  @Test
  void saving_a_page_counts_the_leads_that_waited_and_reprocesses_them_unless_they_are_held() {
    String page = Aws.newId();
    String waiting = logged.pending(page, Instant.now().minusSeconds(1));
    logged.end(waiting, Status.UNCONFIGURED, Reason.PAGE_NOT_CONFIGURED);
    String document =
        "{\"destination\":{\"type\":\"leads-table\"},\"forms\":[{\"formId\":\"%s\",\"mapping\":[{\"leadField\":\"a\",\"default\":\"b\"}]}]}"
            .formatted(LogFixture.FORM);

    given()
        .body(document)
        .put("/api/pages/" + page + "?processWaiting=false")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.waiting", equalTo(1)))
        .body(hasNoJsonPath("$.job"));
    given()
        .body(document)
        .put("/api/pages/" + page)
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.waiting", equalTo(1)))
        .body(hasJsonPath("$.job", notNullValue()));
    assertThat(logged.log(waiting).status()).isEqualTo(Status.UNCONFIGURED);
  }

  private static ValidatableResponse post(String path, String body) {
    return given().body(body).post("/api/lead-logs/" + path).then();
  }
}
