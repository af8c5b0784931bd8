package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class HealthTest {

  @Test
  void every_configured_page_is_listed_without_a_time_if_it_was_never_checked() {
    String page = Aws.newId();
    given().body("{}").put("/api/pages/" + page).then().statusCode(200);

    given()
        .get("/api/health")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.pages[*].pageId", hasItem(page)))
        .body(
            hasJsonPath("$.pages[?(@.pageId == '" + page + "')].checkedAt", contains(nullValue())));
  }

  @Test
  void a_check_of_a_page_that_is_not_configured_is_refused() {
    given()
        .post("/api/health/1")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("only configured pages")));
  }

  @Test
  void a_discover_request_with_a_body_that_is_not_json_is_refused() {
    given()
        .body("{")
        .post("/api/pages/discover")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.detail", containsString("JSON object")));
  }
}
