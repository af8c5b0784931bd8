package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.JsonPath;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.UnknownNames;
import dev.leadlog.testing.UnknownNames.Wrong;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every route that the resources declare, so that a new route is covered automatically. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
class UnknownNamesTest {

  private static final String FILTER =
      "{\"status\":\"Error\",\"reason\":\"INVALID_PHONE\",\"pageId\":\"1\",\"formId\":\"2\",\"source\":\"Webhook\",\"platform\":\"Facebook\",\"test\":false,\"from\":\"2026-01-01\",\"to\":\"2026-01-02\"}";
  private static final String MANY =
      "{\"filter\":" + FILTER + ",\"dryRun\":true,\"refetch\":false}";
  private static final String MAPPING =
      "[{\"metaField\":\"phone_number\",\"leadField\":\"phone\",\"format\":[{\"name\":\"format_phone_number\",\"args\":{\"region\":\"IN\"}}],\"validate\":[{\"name\":\"length\",\"args\":{\"max\":140}}],\"required\":true,\"default\":\"x\"}]";
  private static final String PAGE =
      "{\"pageName\":\"Acme\",\"enabled\":true,\"poll\":true,\"accessToken\":\"ssm:/leadlog/page/1\",\"deliverTestLeads\":false,\"destination\":{\"type\":\"leads-table\"},\"forms\":[{\"formId\":\"2\",\"formName\":\"Offer\",\"destination\":{\"type\":\"leads-table\"},\"mapping\":"
          + MAPPING
          + "}]}";

  /**
   * A valid body of each route that takes one; null for a body that is not a document of Leadlog.
   */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("POST /api/lead-logs/process", MANY),
          Map.entry("POST /api/lead-logs/retry", MANY),
          Map.entry("POST /api/lead-logs/{leadgenId}/process", "{\"destinations\":[\"crm\"]}"),
          Map.entry(
              "POST /api/lead-logs/{leadgenId}/processed",
              "{\"leadDocReference\":{\"type\":\"a\",\"id\":\"b\",\"url\":\"c\"},\"note\":\"x\"}"),
          Map.entry("POST /api/lead-logs/{leadgenId}/loss", "{\"note\":\"x\"}"),
          Map.entry(
              "POST /api/lead-logs/loss",
              "{\"filter\":" + FILTER + ",\"dryRun\":true,\"note\":\"x\"}"),
          Map.entry("POST /api/exports", "{\"filter\":" + FILTER + ",\"dryRun\":true}"),
          Map.entry("PUT /api/pages/{pageId}", PAGE),
          Map.entry("POST /api/pages/{pageId}/poll", "{\"since\":\"2026-01-01\"}"),
          Map.entry("POST /api/pages/{pageId}/forms/refresh", "{\"cursor\":\"x\"}"),
          Map.entry(
              "POST /api/pages/{pageId}/preview",
              "{\"payload\":{\"field_data\":[]},\"formId\":\"2\",\"mapping\":" + MAPPING + "}"),
          Map.entry(
              "POST /api/pages/{pageId}/forms/{formId}/suggested-mapping",
              "{\"destination\":{\"type\":\"leads-table\"}}"),
          Map.entry(
              "POST /api/pages/discover",
              "{\"userToken\":\"x\",\"cursor\":\"y\",\"pageIds\":[\"1\"],\"subscribe\":true}"));

  /** A lead in Meta's own format, to which Meta adds fields, and a CSV file. */
  private static final List<String> NOT_OURS =
      List.of("PUT /api/lead-logs/{leadgenId}/corrected-payload", "POST /api/imports");

  record Route(String method, String template, List<Class<?>> takes) {

    boolean takes(Class<?> type) {
      return takes.contains(type);
    }

    String address() {
      return template.replaceAll("\\{[^}]+}", "1");
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  record Mistaken(Route route, Wrong wrong) {}

  static Stream<Route> routes() throws IOException, URISyntaxException {
    java.nio.file.Path classes =
        java.nio.file.Path.of(
            PagesResource.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<java.nio.file.Path> files = Files.list(classes.resolve("dev/leadlog/api"))) {
      List<Route> routes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Resource.class"))
              .map(name -> type(name.replace(".class", "")))
              .flatMap(
                  type -> Arrays.stream(type.getDeclaredMethods()).flatMap(m -> route(type, m)))
              .toList();
      assertThat(routes).hasSizeGreaterThan(25);
      return routes.stream();
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("dev.leadlog.api." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Route> route(Class<?> type, Method method) {
    Path path = method.getAnnotation(Path.class);
    String template = type.getAnnotation(Path.class).value() + (path == null ? "" : path.value());
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(annotation -> annotation.getAnnotation(HttpMethod.class))
        .filter(annotation -> annotation != null)
        .map(verb -> new Route(verb.value(), template, List.of(method.getParameterTypes())));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void every_route_refuses_an_unknown_parameter(Route route) {
    String body = BODIES.getOrDefault(route.toString(), route.takes(byte[].class) ? "x" : "");

    refused(given().body(body).request(route.method(), route.address() + "?nobodyKnowsThis=1"))
        .body(
            hasJsonPath("$.mistakes", hasItem(startsWith("nobodyKnowsThis: unknown parameter; "))));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void every_route_with_parameters_refuses_a_repeated_one(Route route) {
    if (route.takes(UriInfo.class)) {
      refused(given().body("{}").request(route.method(), route.address() + "?to=1&to=2"))
          .body(hasJsonPath("$.mistakes", hasItem("to: is given more than once")));
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void every_route_refuses_an_unknown_body_field(Route route) {
    if (NOT_OURS.contains(route.toString())) {
      return;
    }
    refused(given().body("{\"nobodyKnowsThis\":1}").request(route.method(), route.address()))
        .body(hasJsonPath("$.mistakes", hasItem(startsWith("nobodyKnowsThis: unknown field; "))));
    assertThat(!route.takes(byte[].class) || BODIES.containsKey(route.toString()))
        .as("add a valid body of %s to BODIES, so that each of its names is misspelt", route)
        .isTrue();
  }

  static Stream<Mistaken> misspelt() throws IOException, URISyntaxException {
    return routes()
        .filter(route -> BODIES.containsKey(route.toString()))
        .flatMap(
            route ->
                UnknownNames.in(
                        (ObjectNode) Json.stored(BODIES.get(route.toString())), "/payload"::equals)
                    .stream()
                    .map(wrong -> new Mistaken(route, wrong)));
  }

  @ParameterizedTest
  @MethodSource("misspelt")
  void a_misspelt_field_at_any_depth_is_refused_with_the_nearest_name(Mistaken mistaken) {
    String body = Json.text(mistaken.wrong().document());
    String refusal =
        refused(given().body(body).request(mistaken.route().method(), mistaken.route().address()))
            .extract()
            .asString();

    // The settings that a destination accepts depend on its type.
    String orMissing = mistaken.wrong().mistake().startsWith("types:") ? "type: is missing" : "?";
    assertThat(JsonPath.<List<String>>read(refusal, "$.mistakes"))
        .anyMatch(m -> m.contains(mistaken.wrong().mistake()) || m.contains(orMissing));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | lead-logs?page_id=1           | page_id: unknown parameter; did you mean pageId?",
        "GET    | lead-logs.csv?form_id=1       | form_id: unknown parameter; did you mean formId?",
        "GET    | jobs?limits=1                 | limits: unknown parameter; did you mean limit?",
        "GET    | health?refresh=1              | refresh: unknown parameter; valid names are pageId",
        "GET    | stats?timezone=UTC            | timezone: unknown parameter; valid names are from, to, zone",
        "POST   | lead-logs/1/process?reFetched=true | reFetched: unknown parameter; did you mean refetch?",
        "POST   | lead-logs/1/process?refetch=yes    | refetch: must be true or false",
        "POST   | imports?dry_run=true          | dry_run: unknown parameter; did you mean dryRun?",
        "POST   | imports?dryRun=yes            | dryRun: must be true or false",
        "PUT    | pages/1?process_waiting=false | process_waiting: unknown parameter; did you mean processWaiting?",
        "PUT    | pages/1?processWaiting=no     | processWaiting: must be true or false",
      })
  void a_misspelt_parameter_is_refused_with_the_nearest_name(
      String method, String address, String mistake) {
    refused(given().body("{}").request(method, "/api/" + address))
        .body(hasJsonPath("$.mistakes", hasItem(mistake)));
  }

  private static ValidatableResponse refused(io.restassured.response.Response response) {
    return response
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.title", equalTo("Invalid request")));
  }
}
