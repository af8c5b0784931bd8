package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class JobsTest {

  @Test
  void jobs_are_listed_newest_first_and_page_by_page() {
    String first = begun();
    String second = begun();
    String third = begun();

    String newest =
        given()
            .get("/api/jobs?limit=2")
            .then()
            .statusCode(200)
            .body(hasJsonPath("$.items[*].job", equalTo(List.of(third, second))))
            .body(hasJsonPath("$.items[0].kind", equalTo("export")))
            .body(hasJsonPath("$.items[0].state", equalTo("Running")))
            .body(hasJsonPath("$.items[0].by", equalTo("api")))
            .body(hasJsonPath("$.items[0].startedAt", matchesPattern("[0-9-]+T[0-9:.]+Z")))
            .extract()
            .asString();
    String next = JsonPath.read(newest, "$.next");
    given()
        .queryParam("cursor", next)
        .get("/api/jobs?limit=1")
        .then()
        .body(hasJsonPath("$.items[*].job", equalTo(List.of(first))));
    assertThat(next).isNotBlank();
  }

  @Test
  void a_job_can_be_cancelled_once() {
    String job = begun();

    given()
        .post("/api/jobs/" + job + "/cancel")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.job", equalTo(job)))
        .body(hasJsonPath("$.state", equalTo("Cancelled")));
    given()
        .post("/api/jobs/" + job + "/cancel")
        .then()
        .statusCode(409)
        .body(hasJsonPath("$.detail", containsString("state Cancelled")));
    given().get("/api/jobs/" + job).then().body(hasJsonPath("$.state", equalTo("Cancelled")));
    given().post("/api/jobs/unknown/cancel").then().statusCode(404);
  }

  @Test
  void a_list_refuses_unknown_parameters() {
    given()
        .get("/api/jobs?status=Done&limit=0&cursor=x")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.mistakes", hasSize(3)))
        .body(
            hasJsonPath(
                "$.detail",
                containsString("status: unknown parameter; valid names are cursor, limit")))
        .body(hasJsonPath("$.detail", not(containsString("pageId"))));
  }

  private static String begun() {
    return JsonPath.read(
        given().post("/api/exports").then().statusCode(202).extract().asString(), "$.job");
  }
}
