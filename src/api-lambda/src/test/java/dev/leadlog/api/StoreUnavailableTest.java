package dev.leadlog.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class StoreUnavailableTest {

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,   GET,    /api/lead-logs",
    "THROTTLES, GET,    /api/lead-logs/1",
    "HANGS,     GET,    /api/lead-logs/1",
    "REFUSES,   POST,   /api/lead-logs/1/process",
    "REFUSES,   GET,    /api/pages",
    "REFUSES,   GET,    /api/pages/1",
    "REFUSES,   PUT,    /api/pages/1",
    "REFUSES,   DELETE, /api/pages/1",
  })
  void an_unavailable_store_is_a_problem_without_a_stack_trace(
      Fault fault, String method, String path) {
    Aws.dynamodb().setFault(fault);

    Response response = given().body("{}").request(method, path);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(JsonPath.<Integer>read(response.asString(), "$.status")).isEqualTo(503);
    assertThat(JsonPath.<String>read(response.asString(), "$.detail")).contains("try again");
    assertThat(response.asString())
        .doesNotContain("Exception")
        .doesNotContain("amazon")
        .doesNotContain("\tat ")
        .doesNotContain("127.0.0.1");
  }
}
