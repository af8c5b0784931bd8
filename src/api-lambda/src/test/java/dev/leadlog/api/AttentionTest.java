package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.jayway.jsonpath.JsonPath;
import dev.leadlog.log.Reason;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class AttentionTest {

  @Inject LogFixture logged;

  @Test
  void the_answer_is_a_bare_list_of_groups() {
    String id = logged.malformed("a7");

    String list =
        given()
            .get("/api/attention")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .extract()
            .asString();

    assertThat(JsonPath.<List<Map<String, Object>>>read(list, "$"))
        .filteredOn(group -> logged.log(id).pageId().text().equals(group.get("pageId")))
        .singleElement()
        .satisfies(
            group ->
                assertThat(group)
                    .containsEntry("status", "Error")
                    .containsEntry("reason", "MALFORMED_CHANGE")
                    .containsEntry("remedy", Reason.MALFORMED_CHANGE.remedy())
                    .containsEntry("formId", LogFixture.FORM)
                    .containsEntry("count", 1)
                    .containsKey("oldest")
                    .hasSize(7));
  }

  @Test
  void a_query_parameter_is_refused_by_name() {
    given()
        .get("/api/attention?status=Error")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.detail", containsString("status: unknown parameter")));
  }
}
