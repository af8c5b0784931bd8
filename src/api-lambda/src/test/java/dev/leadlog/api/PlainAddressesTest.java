package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API Gateway asks for the scope of the route that fits the address as it stands there; none of
 * these may be answered as another address, which asks for another scope.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
class PlainAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/lead-logs/../pages/",
        "/api/lead-logs/%2e%2e/pages/",
        "/api/lead-logs/x/../../pages/",
        "/api/lead-logs/%2E%2e/%70ages/",
        "/api//pages/",
        "/api/./pages/",
        "/api/%70ages/",
        "/api/pages;x=/",
        "/%61pi/pages/",
      })
  void an_address_that_could_be_read_in_two_ways_is_refused(String address) {
    String page = Aws.newId();

    put(address + page)
        .body("statusCode", equalTo(400))
        .body("body", containsString("The address is not plain"));

    given().get("/api/pages/" + page).then().statusCode(404);
  }

  @Test
  void a_plain_one_is_answered() {
    put("/api/pages/" + Aws.newId()).body("statusCode", equalTo(200));
  }

  /** As API Gateway hands it over: {@code rawPath} is what the caller has sent. */
  private static ValidatableResponse put(String rawPath) {
    ObjectNode event = Json.object().put("version", "2.0").put("rawPath", rawPath);
    event.put("rawQueryString", "").put("body", "{}").put("isBase64Encoded", false);
    event.putObject("headers").put("host", "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com");
    event.putObject("requestContext").putObject("http").put("method", "PUT").put("path", rawPath);
    return given()
        .contentType("application/json")
        .body(Json.text(event))
        .post("/_lambda_")
        .then()
        .statusCode(200);
  }
}
