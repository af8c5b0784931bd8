package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.emulators.Template;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API Gateway authorizes a request by the scope of the route that matches its path literally. None
 * of these paths may be answered as another path, which needs another scope. Each request is sent
 * as an event through the Runtime API.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
class AmbiguousPathFilterTest {

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
  void an_ambiguous_path_is_refused(String address) {
    String page = Aws.newId();

    put(address + page)
        .body(hasJsonPath("$.statusCode", equalTo(400)))
        .body(hasJsonPath("$.body", containsString("ambiguous")));

    given().get("/api/pages/" + page).then().statusCode(404);
  }

  static Stream<List<String>> routesAndSplits() {
    return RouteGuard.OF_THE_TEMPLATE.stream()
        .flatMap(
            route ->
                Stream.of("?", "#", "%", "%3F", " ", "\t", "\n", "\u0000", "\u007f", "ü", "|", "\\")
                    .map(split -> List.of(route, split)));
  }

  /** Paths as API Gateway decodes them, such as {@code %3F}. */
  @ParameterizedTest
  @MethodSource("routesAndSplits")
  void a_path_with_a_character_that_ends_or_changes_it_is_refused_on_every_route(
      List<String> routeAndSplit) {
    String route = routeAndSplit.get(0);
    String path = path(route).replaceFirst("(/[^/]+)$", "");
    String tail = path(route).substring(path.length());

    event(route, path + routeAndSplit.get(1) + tail, "")
        .body(hasJsonPath("$.statusCode", equalTo(400)))
        .body(hasJsonPath("$.headers['Content-Type']", equalTo("application/problem+json")))
        .body(hasJsonPath("$.body", containsString("the path is ambiguous")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "100%", "a|b", "[1]", "{x}", "a^b", "`", "\"a\"", "<a>", "é"})
  void an_invalid_path_is_refused_with_a_problem(String id) {
    event("GET /api/{proxy+}", "/api/lead-logs/" + id, "")
        .body(hasJsonPath("$.statusCode", equalTo(400)))
        .body(hasJsonPath("$.headers['Content-Type']", equalTo("application/problem+json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=a|b",
        "from=a b",
        "x=é",
        "from=100%",
        "from=%zz",
        "status={x}",
        "status=[1]",
        "x=<a>",
        "x=\"",
        "x=\\",
        "x=^",
        "x=`",
        "x=#"
      })
  void a_query_that_is_not_encoded_is_refused_with_a_problem(String query) {
    event("GET /api/{proxy+}", "/api/lead-logs", query)
        .body(hasJsonPath("$.statusCode", equalTo(400)))
        .body(hasJsonPath("$.headers['Content-Type']", equalTo("application/problem+json")))
        .body(hasJsonPath("$.body", containsString("the query is not encoded")));
  }

  @Test
  void an_encoded_query_is_accepted() {
    event("GET /api/{proxy+}", "/api/lead-logs", "platform=a%7Cb&from=2026-02-28T08%3A49%3A14Z")
        .body(hasJsonPath("$.statusCode", equalTo(200)));
  }

  static Stream<List<String>> resourcesAndOtherRoutes() {
    return RouteGuard.OF_THE_TEMPLATE.stream()
        .flatMap(
            resource ->
                RouteGuard.OF_THE_TEMPLATE.stream()
                    .filter(route -> !route.equals(resource))
                    .map(route -> List.of(route, resource)));
  }

  @ParameterizedTest
  @MethodSource("resourcesAndOtherRoutes")
  void no_route_accepts_the_resource_of_another(List<String> routeAndResource) {
    String resource = routeAndResource.get(1);

    event(routeAndResource.get(0), resource.split(" ")[0], path(resource), "")
        .body(hasJsonPath("$.statusCode", equalTo(403)))
        .body(hasJsonPath("$.body", containsString("does not include")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$default", "ANY /api/{proxy+}", "PUT /api/pages/{page}"})
  void a_route_of_a_changed_template_accepts_the_paths_that_it_names(String route) {
    event(route, "PUT", "/api/pages/" + Aws.newId(), "")
        .body(hasJsonPath("$.statusCode", equalTo(200)));
    event("PUT /api/other/{proxy+}", "PUT", "/api/pages/" + Aws.newId(), "")
        .body(hasJsonPath("$.statusCode", equalTo(403)));
  }

  /** What a person who has only the scope read can open in the console. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "attention",
        "health",
        "jobs",
        "lead-logs",
        "mapping-functions",
        "pages",
        "pages/1/forms",
        "stats"
      })
  void the_reads_of_the_console_use_the_read_route(String resource) {
    event("GET /api/{proxy+}", "/api/" + resource, "")
        .body(hasJsonPath("$.statusCode", equalTo(resource.contains("/1/") ? 404 : 200)));
  }

  @Test
  void the_guarded_routes_are_those_of_the_template() {
    assertThat(Template.read(Path.of("../../template.yaml")).ofType("AWS::ApiGatewayV2::Route"))
        .extracting(routes -> routes.values().stream().map(r -> (String) r.get("RouteKey")))
        .satisfies(
            keys ->
                assertThat(keys.filter(key -> key.contains(" /api/")))
                    .containsExactlyInAnyOrderElementsOf(RouteGuard.OF_THE_TEMPLATE));
  }

  @Test
  void an_unambiguous_path_is_answered() {
    put("/api/pages/" + Aws.newId()).body(hasJsonPath("$.statusCode", equalTo(200)));
  }

  private static ValidatableResponse put(String rawPath) {
    return event("PUT /api/pages/{proxy+}", rawPath, "");
  }

  /** A path of a route that a resource answers. */
  private static String path(String route) {
    return switch (route) {
      case "GET /api/{proxy+}" -> "/api/lead-logs";
      case "POST /api/{proxy+}" -> "/api/lead-logs/process";
      case "PUT /api/lead-logs/{proxy+}" -> "/api/lead-logs/1/corrected-payload";
      case "POST /api/pages/{proxy+}" -> "/api/pages/discover";
      case "POST /api/pages/{pageId}/preview" -> "/api/pages/1/preview";
      default -> route.replaceFirst("[A-Z]+ ", "").replace("{proxy+}", "1");
    };
  }

  private static ValidatableResponse event(String route, String rawPath, String query) {
    return event(route, route.split(" ")[0], rawPath, query);
  }

  /** Sends an event as API Gateway does. */
  private static ValidatableResponse event(
      String route, String method, String rawPath, String query) {
    ObjectNode event = Json.object().put("version", "2.0").put("rawPath", rawPath);
    event.put("rawQueryString", query).put("body", "{}").put("isBase64Encoded", false);
    event.putObject("headers").put("host", "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com");
    event.putObject("requestContext").put("routeKey", route);
    event.withObject("/requestContext/http").put("method", method).put("path", rawPath);
    return given()
        .contentType("application/json")
        .body(Json.text(event))
        .post("/_lambda_")
        .then()
        .statusCode(200);
  }
}
