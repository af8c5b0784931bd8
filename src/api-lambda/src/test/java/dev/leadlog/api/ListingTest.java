package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class ListingTest {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Inject LogFixture logged;

  @Test
  void a_list_has_the_columns_of_a_lead_and_no_personal_data() {
    String page = Aws.newId();
    String id = logged.pending(page, NOW);

    given()
        .get("/api/lead-logs?pageId=" + page)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(hasJsonPath("$.items", hasSize(1)))
        .body(hasJsonPath("$.items[0].leadgenId", equalTo(id)))
        .body(hasJsonPath("$.items[0].pageId", equalTo(page)))
        .body(hasJsonPath("$.items[0].formId", equalTo(LogFixture.FORM)))
        .body(hasJsonPath("$.items[0].adId", nullValue()))
        .body(hasJsonPath("$.items[0].status", equalTo("Pending")))
        .body(hasJsonPath("$.items[0].source", equalTo("Webhook")))
        .body(hasJsonPath("$.items[0].test", equalTo(false)))
        .body(hasJsonPath("$.items[0].receivedTime", equalTo(text(NOW))))
        .body(hasJsonPath("$.items[0].createdTime", equalTo(text(NOW.minusSeconds(2)))))
        .body(hasNoJsonPath("$.items[0].rawPayload"))
        .body(hasNoJsonPath("$.items[0].history"));
  }

  @Test
  void a_single_lead_has_every_field() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);

    given()
        .get("/api/lead-logs/" + id)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(hasJsonPath("$.leadgenId", equalTo(id)))
        .body(hasJsonPath("$.status", equalTo("Error")))
        .body(hasJsonPath("$.reason", equalTo("META_TOKEN_INVALID")))
        .body(hasJsonPath("$.remedy", equalTo(Reason.META_TOKEN_INVALID.remedy())))
        .body(hasJsonPath("$.rawPayload.changes[0].value.leadgen_id", equalTo(id)))
        .body(hasJsonPath("$.leadPayload", nullValue()))
        .body(hasJsonPath("$.problems", hasSize(0)))
        .body(hasJsonPath("$.history", hasSize(2)))
        .body(hasJsonPath("$.history[0].to", equalTo("Pending")))
        .body(hasJsonPath("$.history[0].by", equalTo("Webhook")))
        .body(hasJsonPath("$.history[1].from", equalTo("Pending")))
        .body(hasJsonPath("$.history[1].to", equalTo("Error")))
        .body(hasJsonPath("$.history[1].by", equalTo("processor")));
  }

  @ParameterizedTest
  @CsvSource({"999999999999999999", "malformed-12", "abc", "0"})
  void an_unknown_lead_is_not_found(String id) {
    given()
        .get("/api/lead-logs/" + id)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.status", equalTo(404)))
        .body(hasJsonPath("$.detail", containsString("\"" + id + "\"")))
        .body(hasJsonPath("$.detail", containsString("is not in the log")));
  }

  @Test
  void every_filter_excludes_leads_that_do_not_match() {
    String page = Aws.newId();
    String from = text(NOW.minusSeconds(60));
    String wanted = logged.pending(page, "11", NOW, Source.WEBHOOK);
    logged.end(wanted, Status.ERROR, Reason.META_TOKEN_INVALID);
    String otherForm = logged.pending(page, "22", NOW, Source.WEBHOOK);
    logged.end(otherForm, Status.ERROR, Reason.META_TOKEN_INVALID);
    String otherReason = logged.pending(page, "11", NOW, Source.WEBHOOK);
    logged.end(otherReason, Status.ERROR, Reason.META_BLOCKED);
    String otherSource = logged.pending(page, "11", NOW, Source.POLLING);
    logged.end(otherSource, Status.ERROR, Reason.META_TOKEN_INVALID);
    String test = logged.pending(page, "11", NOW, Source.WEBHOOK);
    logged.end(test, Status.LOSS, Reason.META_DASHBOARD_TEST);
    String pending = logged.pending(page, "11", NOW, Source.WEBHOOK);

    assertThat(ids("from", from, "pageId", page, "formId", "22")).containsExactly(otherForm);
    assertThat(ids("from", from, "pageId", page, "reason", "META_BLOCKED"))
        .containsExactly(otherReason);
    assertThat(ids("from", from, "pageId", page, "source", "Polling")).containsExactly(otherSource);
    assertThat(ids("from", from, "pageId", page, "test", "true")).containsExactly(test);
    assertThat(ids("from", from, "pageId", page, "status", "Pending")).containsExactly(pending);
    assertThat(ids("from", from, "pageId", page, "platform", "Instagram")).isEmpty();
    assertThat(
            ids(
                "pageId",
                page,
                "formId",
                "11",
                "status",
                "Error",
                "source",
                "Webhook",
                "test",
                "false",
                "reason",
                "META_TOKEN_INVALID"))
        .containsExactly(wanted);
    assertThat(ids("from", from, "status", "Loss", "formId", "11"))
        .contains(test)
        .doesNotContain(wanted);
  }

  @Test
  void from_is_inclusive_and_to_is_exclusive() {
    String page = Aws.newId();
    Instant noon = NOW.minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS).plusSeconds(43200);
    List<String> ids = new ArrayList<>();
    for (int ms = -1; ms <= 1; ms++) {
      ids.add(logged.pending(page, noon.plusMillis(ms)));
    }

    assertThat(ids("pageId", page, "from", noon.toString()))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(ids("pageId", page, "to", noon.toString())).containsExactly(ids.get(0));
    assertThat(ids("pageId", page, "from", noon.toString(), "to", noon.plusMillis(1).toString()))
        .containsExactly(ids.get(1));
    String day = noon.toString().substring(0, 10);
    assertThat(ids("pageId", page, "from", day)).hasSize(3);
    assertThat(ids("pageId", page, "to", day)).isEmpty();
    assertThat(
            ids("pageId", page, "from", day + "T14:00:00+02:00", "to", day + "T14:00:00.001+02:00"))
        .containsExactly(ids.get(1));
  }

  @Test
  void many_leads_are_paged_with_the_newest_first_and_each_once() {
    String page = Aws.newId();
    List<String> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 95; i++) {
      oldestFirst.add(
          logged.pending(page, NOW.minus(Duration.ofDays(4)).plus(Duration.ofHours(i))));
    }
    Collections.reverse(oldestFirst);

    assertThat(paged(10, "pageId", page, "from", text(NOW.minus(Duration.ofDays(5)))))
        .containsExactlyElementsOf(oldestFirst);
    assertThat(paged(1, "pageId", page, "from", text(NOW.minus(Duration.ofHours(8)))))
        .containsExactlyElementsOf(oldestFirst.subList(0, 7));
  }

  @Test
  void leads_with_the_same_time_are_paged_each_once() {
    String page = Aws.newId();
    Instant moment = NOW.minus(Duration.ofDays(40));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(logged.pending(page, moment));
    }
    String from = text(moment.minusMillis(1));
    String to = text(moment.plusMillis(1));

    assertThat(paged(7, "pageId", page, "from", from, "to", to))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(paged(7, "from", from, "to", to)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(paged(7, "status", "Pending", "from", from, "to", to))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void a_lead_that_arrives_between_requests_moves_no_other_to_another_page() {
    String page = Aws.newId();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(0, logged.pending(page, NOW.minusSeconds(60 - i)));
    }
    DocumentContext first = list("pageId", page, "limit", "3");
    logged.pending(page, NOW);

    assertThat(first.<List<String>>read("$.items[*].leadgenId")).isEqualTo(ids.subList(0, 3));
    assertThat(ids("pageId", page, "limit", "3", "cursor", next(first)))
        .isEqualTo(ids.subList(3, 6));
  }

  @Test
  void the_default_period_is_90_days_and_older_leads_need_a_from_parameter() {
    String page = Aws.newId();
    String old = logged.pending(page, NOW.minus(Duration.ofDays(80)));
    String older = logged.pending(page, NOW.minus(Duration.ofDays(91)));

    DocumentContext first = list("pageId", page);

    assertThat(first.<List<String>>read("$.items[*].leadgenId")).isEqualTo(List.of(old));
    assertThat(next(first)).isNull();
    assertThat(
            ids(
                "pageId", page,
                "from", text(NOW.minus(Duration.ofDays(92))),
                "to", text(NOW.minus(Duration.ofDays(90)))))
        .containsExactly(older);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status  | pending     | one of Pending, Unconfigured, Disabled, Processed, Error, Loss",
        "reason  | NONE        | META_TOKEN_INVALID",
        "pageId  | my-page     | digits",
        "formId  | 0           | digits",
        "source  | webhook     | one of Webhook, Import, Polling",
        "test    | yes         | one of true, false",
        "from    | yesterday   | 2026-02-28T08:49:14Z",
        "from    | 2026-02-30  | 2026-02-28",
        "to      | 28.02.2026  | 2026-02-28",
        "to      | 2026-02-28T08:49:14 | 2026-02-28T08:49:14Z",
        "limit   | 0           | from 1 to 500",
        "limit   | 501         | from 1 to 500",
        "limit   | -1          | from 1 to 500",
        "limit   | ten         | from 1 to 500",
        "cursor  | next        | next of an earlier response",
      })
  void a_wrong_parameter_is_refused_with_its_name_its_value_and_the_valid_values(
      String name, String value, String remedy) {
    given()
        .queryParam(name, value)
        .get("/api/lead-logs")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.type", equalTo("about:blank")))
        .body(hasJsonPath("$.status", equalTo(400)))
        .body(hasJsonPath("$.mistakes", hasSize(1)))
        .body(hasJsonPath("$.mistakes[0]", containsString(name + ": ")))
        .body(hasJsonPath("$.mistakes[0]", containsString("\"" + value + "\"")))
        .body(hasJsonPath("$.detail", containsString(remedy)));
  }

  @Test
  void all_wrong_and_unknown_parameters_are_named_together() {
    given()
        .get("/api/lead-logs?Reason=X&pageID=1&status=error&limit=many")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.mistakes", hasSize(4)))
        .body(
            hasJsonPath(
                "$.detail", containsString("Reason: unknown parameter; did you mean reason?")))
        .body(
            hasJsonPath(
                "$.detail", containsString("pageID: unknown parameter; did you mean pageId?")))
        .body(hasJsonPath("$.detail", containsString("status: \"error\"")))
        .body(hasJsonPath("$.detail", containsString("limit: \"many\"")));
  }

  @Test
  void a_period_that_ends_before_its_beginning_is_refused() {
    given()
        .get("/api/lead-logs?from=2026-03-01&to=2026-02-01")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("from: is after to")));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/nothing,             404",
    "GET,    /api,                     404",
    "GET,    /webhook,                 404",
    "DELETE, /api/lead-logs,           405",
    "PUT,    /api/lead-logs/1,         405",
    "GET,    /api/lead-logs/1/process, 405",
    "POST,   /api/pages/1,             405",
  })
  void an_unknown_path_is_answered_with_a_problem(String method, String path, int status) {
    given()
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.status", equalTo(status)))
        .body(hasJsonPath("$.detail", containsString("README.md")));
  }

  private static List<String> paged(int limit, String... parameters) {
    List<String> all = new ArrayList<>();
    String next = null;
    int pages = 0;
    do {
      List<String> with = new ArrayList<>(List.of(parameters));
      with.addAll(List.of("limit", "" + limit));
      if (next != null) {
        with.addAll(List.of("cursor", next));
      }
      DocumentContext page = list(with.toArray(String[]::new));
      List<String> ids = page.read("$.items[*].leadgenId");
      assertThat(ids).hasSizeLessThanOrEqualTo(limit);
      all.addAll(ids);
      next = next(page);
    } while (next != null && ++pages < 200);
    assertThat(next).isNull();
    return all;
  }

  /** Null after the last page. */
  private static String next(DocumentContext page) {
    return page.<Map<String, String>>read("$").get("next");
  }

  private static List<String> ids(String... parameters) {
    return list(parameters).read("$.items[*].leadgenId");
  }

  private static DocumentContext list(String... parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return JsonPath.parse(
        given().queryParams(all).get("/api/lead-logs").then().statusCode(200).extract().asString());
  }

  private static String text(Instant time) {
    return dev.leadlog.text.Times.text(time);
  }
}
