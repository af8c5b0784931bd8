package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

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

    String next =
        given()
            .get("/api/jobs?limit=2")
            .then()
            .statusCode(200)
            .body("items.job", equalTo(List.of(third, second)))
            .body("items[0].kind", equalTo("export"))
            .body("items[0].state", equalTo("Running"))
            .body("items[0].by", equalTo("api"))
            .body("items[0].startedAt", matchesPattern("[0-9-]+T[0-9:.]+Z"))
            .extract()
            .path("next");
    given()
        .queryParam("cursor", next)
        .get("/api/jobs?limit=1")
        .then()
        .body("items.job", equalTo(List.of(first)));
    assertThat(next).isNotBlank();
  }

  @Test
  void a_job_can_be_cancelled_once() {
    String job = begun();

    given()
        .post("/api/jobs/" + job + "/cancel")
        .then()
        .statusCode(200)
        .body("job", equalTo(job))
        .body("state", equalTo("Cancelled"));
    given()
        .post("/api/jobs/" + job + "/cancel")
        .then()
        .statusCode(409)
        .body("detail", containsString("state Cancelled"));
    given().get("/api/jobs/" + job).then().body("state", equalTo("Cancelled"));
    given().post("/api/jobs/unknown/cancel").then().statusCode(404);
  }

  @Test
  void a_list_refuses_unknown_parameters() {
    given()
        .get("/api/jobs?status=Done&limit=0&cursor=x")
        .then()
        .statusCode(400)
        .body("mistakes", hasSize(3))
        .body("detail", containsString("status: unknown parameter; valid names are cursor, limit"))
        .body("detail", not(containsString("pageId")));
  }

  private static String begun() {
    return given().post("/api/exports").then().statusCode(202).extract().path("job");
  }
}
