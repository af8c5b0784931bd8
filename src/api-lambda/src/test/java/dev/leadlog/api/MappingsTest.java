package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class MappingsTest {

  @Test
  void a_pasted_lead_is_previewed() {
    String request =
        """
        {"payload":{"field_data":[{"name":"phone_number","values":["98765 43210"]}]},
         "mapping":[{"metaField":"phone_number","leadField":"mobile_no",
           "format":[{"name":"format_phone_number","args":{"region":"IN"}}]}]}""";
    given()
        .body(request)
        .post("/api/pages/1635959142565683/preview")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(hasJsonPath("$.fields.mobile_no", equalTo("+919876543210")))
        .body(hasJsonPath("$.traces[0].answers", contains("98765 43210")));
  }

  @Test
  void the_names_for_a_mapping_and_its_destination_are_listed() {
    given()
        .get("/api/mapping-functions")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(hasJsonPath("$.functions[*].name", hasItems("format_phone_number", "split_name")))
        .body(
            hasJsonPath(
                "$.functions[?(@.name == 'split_name')].arguments[0].options[0]",
                contains("first")))
        .body(hasJsonPath("$.validators[*].name", hasItem("one_of")))
        .body(
            hasJsonPath("$.destinations[*].type", hasItems("frappe", "http", "leads-table", "sns")))
        .body(
            hasJsonPath(
                "$.destinations[?(@.type == 'frappe')].settings[?(@.name == 'url')].kind",
                contains("url")));
  }

  @Test
  void a_preview_or_suggestion_that_is_not_possible_is_a_problem() {
    given()
        .body("not JSON")
        .post("/api/pages/1635959142565683/preview")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("must be a JSON object")));
    given()
        .get("/api/pages/1635959142565683/forms/spring/suggested-mapping")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    given()
        .body("{\"destination\":{\"type\":\"hubspot\",\"tokken\":\"x\"}}")
        .post("/api/pages/1635959142565683/forms/527829666666421/suggested-mapping")
        .then()
        .statusCode(400)
        .body(hasJsonPath("$.mistakes", hasItem(containsString("destination.tokken"))));
  }
}
