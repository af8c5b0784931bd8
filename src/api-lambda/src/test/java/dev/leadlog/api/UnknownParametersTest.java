package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UnknownParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | lead-logs?page_id=1                     | page_id: unknown parameter; did you mean pageId?",
        "GET    | lead-logs/1?page=1                      | page: unknown parameter; none is known here",
        "GET    | lead-logs.csv?form_id=1                 | form_id: unknown parameter; did you mean formId?",
        "POST   | lead-logs/1/process?reFetch=true        | reFetch: unknown parameter; did you mean refetch?",
        "POST   | lead-logs/1/process?refetch=yes         | refetch: must be true or false",
        "POST   | lead-logs/process?dryRun=true           | dryRun: unknown parameter; none is known here",
        "POST   | lead-logs/retry?dryRun=true             | dryRun: unknown parameter; none is known here",
        "POST   | lead-logs/1/processed?note=x            | note: unknown parameter; none is known here",
        "POST   | lead-logs/1/loss?note=x                 | note: unknown parameter; none is known here",
        "PUT    | lead-logs/1/corrected-payload?x=1       | x: unknown parameter; none is known here",
        "DELETE | lead-logs/1?dryRun=true                 | dryRun: unknown parameter; none is known here",
        "POST   | imports?dry_run=true                    | dry_run: unknown parameter; did you mean dryRun?",
        "POST   | imports?dryRun=yes                      | dryRun: must be true or false",
        "POST   | exports?status=Error                    | status: unknown parameter; none is known here",
        "GET    | pages?enabled=true                      | enabled: unknown parameter; none is known here",
        "GET    | pages/1?x=1                             | x: unknown parameter; none is known here",
        "PUT    | pages/1?process_waiting=false           | process_waiting: unknown parameter; did you mean processWaiting?",
        "PUT    | pages/1?processWaiting=no               | processWaiting: must be true or false",
        "DELETE | pages/1?dryRun=true                     | dryRun: unknown parameter; none is known here",
        "POST   | pages/1/poll?since=2026-01-01           | since: unknown parameter; none is known here",
        "POST   | pages/1/subscribe?x=1                   | x: unknown parameter; none is known here",
        "POST   | pages/1/forms/refresh?x=1               | x: unknown parameter; none is known here",
        "POST   | pages/1/preview?formId=1                | formId: unknown parameter; none is known here",
        "POST   | pages/discover?subscribe=true           | subscribe: unknown parameter; none is known here",
        "GET    | pages/1/forms/2/suggested-mapping?x=1   | x: unknown parameter; none is known here",
        "GET    | stats?timezone=UTC                      | timezone: unknown parameter; known are from, to, zone",
        "POST   | stats/recount?since=2026-01-01          | since: unknown parameter; none is known here",
        "GET    | health?refrsh=1                         | refrsh: unknown parameter; did you mean refresh?",
      })
  void every_address_refuses_a_parameter_that_it_does_not_know(
      String method, String address, String mistake) {
    given()
        .body("{}")
        .request(method, "/api/" + address)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("title", equalTo("Invalid request"))
        .body("mistakes", hasItem(mistake));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lead-logs/process      | {\"leadgenIds\":[\"1\"],\"dry_run\":true} | dry_run: unknown field; did you mean dryRun?",
        "lead-logs/retry        | {\"leadgenIds\":[\"1\"],\"dry_run\":true} | dry_run: unknown field; did you mean dryRun?",
        "lead-logs/1/processed  | {\"leadDocReference\":{\"type\":\"a\",\"id\":\"b\",\"uri\":\"c\"}} | leadDocReference.uri: unknown field; did you mean url?",
        "lead-logs/1/loss       | {\"note\":\"x\",\"why\":\"y\"} | why: unknown field; known are note",
        "exports                | {\"filter\":{\"page_id\":\"1\"}} | filter.page_id: unknown field; did you mean pageId?",
        "pages/1/poll           | {\"since_\":\"2026-01-01\"} | since_: unknown field; did you mean since?",
        "pages/1/preview        | {\"lead_gen_id\":\"1\"} | lead_gen_id: unknown field; did you mean leadgenId?",
        "pages/discover         | {\"user_token\":\"x\"} | user_token: unknown field; did you mean userToken?",
      })
  void every_address_refuses_a_field_that_it_does_not_know(
      String address, String body, String mistake) {
    given()
        .body(body)
        .post("/api/" + address)
        .then()
        .statusCode(400)
        .body("mistakes", hasItem(mistake));
  }
}
