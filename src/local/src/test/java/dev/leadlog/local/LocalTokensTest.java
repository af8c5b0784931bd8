package dev.leadlog.local;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A laptop, where a document may contain a literal token. */
@QuarkusTest
@QuarkusTestResource(ChosenAws.class)
@QuarkusTestResource(FreePort.class)
class LocalTokensTest {

  private static final String TOKEN = "EAAGm0PX4ZCpsBAKZCliteral";

  @Test
  void a_literal_token_is_kept_and_never_shown() {
    String page = Aws.newId();

    Response saved = put(page, "{\"accessToken\":\"" + TOKEN + "\"}");

    assertThat(saved.statusCode()).isEqualTo(200);
    assertHidden(saved);
    assertHidden(given().get("/api/pages/" + page));
    assertHidden(given().get("/api/pages"));
    assertThat(stored(page)).contains(TOKEN);
  }

  @Test
  void three_asterisks_keep_the_token_if_everything_else_changes() {
    String page = Aws.newId();
    put(page, "{\"accessToken\":\"" + TOKEN + "\"}");

    Response saved = put(page, "{\"accessToken\":\"***\",\"pageName\":\"New name\"}");

    saved.then().statusCode(200).body(hasJsonPath("$.pageName", equalTo("New name")));
    assertHidden(saved);
    assertThat(stored(page)).contains(TOKEN).contains("New name");
  }

  @Test
  void a_document_without_a_token_removes_it_and_asterisks_are_then_refused() {
    String page = Aws.newId();
    put(page, "{\"accessToken\":\"" + TOKEN + "\"}");

    put(page, "{\"pageName\":\"Acme\"}").then().statusCode(200);

    assertThat(stored(page)).doesNotContain(TOKEN);
    put(page, "{\"accessToken\":\"***\"}").then().statusCode(400);
  }

  @Test
  void a_refusal_does_not_show_the_token() {
    String page = Aws.newId();
    put(page, "{\"accessToken\":\"" + TOKEN + "\"}");

    assertThat(put(page, "{\"accessToken\":\"***\",\"enabled\":7}").asString())
        .doesNotContain(TOKEN);
    assertThat(put(page, "{\"accessToken\":\"" + TOKEN + "\",\"enabled\":7}").asString())
        .doesNotContain(TOKEN);
  }

  @Test
  void the_name_of_an_environment_variable_is_shown() {
    String page = Aws.newId();

    put(page, "{\"accessToken\":\"env:ACME_TOKEN\"}")
        .then()
        .statusCode(200)
        .body(hasJsonPath("$.accessToken", equalTo("env:ACME_TOKEN")));
  }

  private static void assertHidden(Response response) {
    assertThat(response.asString()).doesNotContain(TOKEN).contains("\"accessToken\":\"***\"");
  }

  private static String stored(String page) {
    return Aws.item("PageConfigs", "pageId", page).get("document").s();
  }

  private static Response put(String page, String document) {
    return given().contentType("application/json").body(document).put("/api/pages/" + page);
  }
}
