package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.settings.Secrets;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class HttpEndpointTest {

  private static final String ANOTHER_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString("another secret, long enough".getBytes());

  private static final Map<String, JsonNode> FIELDS = Map.of("name", new TextNode("Ada"));

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final String id = Aws.newId();
  private final String parameter = "/leadlog/destination/" + id;
  private volatile Response answer = Response.of(200, "");
  private final FaultyServer server = new FaultyServer(request -> answer);

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Test
  void a_lead_is_posted_in_the_format_of_standard_webhooks() {
    long before = clock.instant().getEpochSecond();

    assertThat(deliver(setting())).isEqualTo(new Delivered(reference()));

    Request request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri().toString()).isEqualTo("/hook?from=leadlog");
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", "lead_" + id)
        .containsEntry("webhook-signature", signature(request, Counterpart.SECRET))
        .containsEntry("host", "127.0.0.1:" + server.url().getPort())
        .doesNotContainKey("cookie");
    assertThat(Long.parseLong(request.headers().get("webhook-timestamp")))
        .isBetween(before, clock.instant().getEpochSecond());
    assertThat(request.text())
        .isEqualTo(
            """
            {"type":"lead.processed","timestamp":"2026-02-28T08:49:17.000Z","data":{\
            "leadgenId":"%s","pageId":"1635959142565683","formId":"527829666666421",\
            "createdTime":"2026-02-28T08:49:14.000Z","platform":"Facebook","test":false,\
            "lead":{"name":"Ada"}}}"""
                .formatted(id));
  }

  /** The example of the specification. */
  @Test
  void the_signature_is_that_of_the_specification() {
    byte[] key = WebhookSignature.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
    assertThat(
            WebhookSignature.of(
                List.of(key), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_repeated_post_has_the_same_content() {
    deliver(setting());
    clock.move(Duration.ofHours(1));
    deliver(setting());

    assertThat(server.requests().get(1).text()).isEqualTo(server.requests().get(0).text());
    assertThat(server.requests().get(1).headers().get("webhook-id")).isEqualTo("lead_" + id);
    assertThat(server.requests().get(1).headers().get("webhook-signature"))
        .isNotEqualTo(server.requests().get(0).headers().get("webhook-signature"));
  }

  @Test
  void both_secrets_sign_while_one_is_replaced() {
    ObjectNode setting = setting();
    setting.putArray("secret").add(ANOTHER_SECRET).add(Counterpart.SECRET);

    deliver(setting);

    Request request = server.requests().get(0);
    assertThat(request.headers().get("webhook-signature"))
        .isEqualTo(
            signature(request, ANOTHER_SECRET) + " " + signature(request, Counterpart.SECRET));
  }

  @Test
  void a_configured_body_and_fixed_headers_replace_the_default_ones() {
    parameters.put(parameter, "Bearer of-the-receiver");
    ObjectNode setting = setting();
    setting.putObject("body").put("full", "{{name}}").put("ad", "{{platform}}").put("v", 1);
    setting.putObject("headers").put("Authorization", "ssm:" + parameter).put("X-From", "Leadlog");

    deliver(setting);

    Request request = server.requests().get(0);
    assertThat(request.text()).isEqualTo("{\"full\":\"Ada\",\"ad\":\"Facebook\",\"v\":1}");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer of-the-receiver")
        .containsEntry("x-from", "Leadlog");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void any_2xx_status_is_a_delivery(int status) {
    answer = Response.of(status, "");
    assertThat(deliver(setting())).isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 405, 409, 413, 415, 422})
  void a_4xx_status_is_a_rejection_and_is_not_retried(int status) {
    answer = Response.of(status, "{\"error\":\"Ada is not welcome\"}");

    assertThat(deliver(setting()))
        .isEqualTo(new Rejected("127.0.0.1 answered " + status + ": [name] is not welcome"));

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void a_receiver_that_is_off_or_denies_access_blocks_the_delivery(int status) {
    answer = Response.of(status, "{\"error\":\"Ada is not welcome\"}");

    assertThat(((Blocked) deliver(setting())).message())
        .startsWith(
            "127.0.0.1 answered "
                + status
                + ": [name] is not welcome; the endpoint is switched off");

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain|The campaign of Ada is over.|The campaign of [name] is over.",
        "text/html|<html><style>x</style><p>No&nbsp;<b>Ada</b></p></html>|No [name]",
        "application/json|{\"error\":{\"code\":1,\"message\":\"No Ada\"}}|No [name]",
        "application/json|{\"errors\":[{\"message\":\"No Ada\"}]}|No [name]",
        "application/json|\"No Ada\"|No [name]",
        "application/json|{\"code\":\"NO_LEADS\"}|{\"code\":\"NO_LEADS\"}",
      })
  void the_message_of_a_rejection_is_shown_without_answers(String type, String body, String words) {
    answer = new Response(422, Map.of("Content-Type", type), body.getBytes());

    assertThat(deliver(setting())).isEqualTo(new Rejected("127.0.0.1 answered 422: " + words));
  }

  @Test
  void a_long_message_of_a_rejection_is_cut() {
    answer = new Response(422, Map.of(), "No. ".repeat(50_000).getBytes());

    assertThat(((Rejected) deliver(setting())).message()).hasSizeLessThan(340);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 303})
  void a_rejected_redirect_names_its_target_and_says_that_the_lead_was_probably_accepted(
      int status) {
    answer = redirect(status, "https://script.googleusercontent.com/macros/echo?user=secret&n=Ada");

    assertThat(((Rejected) deliver(setting())).message())
        .contains("redirect (" + status + ") to script.googleusercontent.com/macros/echo,")
        .contains("probably accepted the lead", "\"acceptRedirect\": true")
        .doesNotContain("secret");
    assertThat(deliver(setting().put("acceptRedirect", true)))
        .isEqualTo(new Delivered(reference()));
  }

  @Test
  void the_target_of_a_redirect_is_shown_without_secrets_and_answers() {
    answer = redirect(303, "/thanks/Ada/0123456789abcdef0123456789abcdef");

    assertThat(((Rejected) deliver(setting())).message()).contains("(303) to /thanks/[name]/…,");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 308})
  void a_receiver_that_has_moved_has_accepted_nothing(int status) {
    answer = redirect(status, "https://elsewhere.example.com/hook");

    assertThat(((Rejected) deliver(setting().put("acceptRedirect", true))).message())
        .contains("to elsewhere.example.com/hook", "set url to")
        .doesNotContain("taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://accounts.google.com/v3/signin/identifier?continue=x",
        "https://sso.example.com/login?next=/hook",
        "/users/sign_in"
      })
  void a_redirect_to_a_sign_in_page_blocks_the_delivery(String location) {
    answer = redirect(302, location);

    assertThat(deliver(setting().put("acceptRedirect", true))).isInstanceOf(Blocked.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/thanks?from=/login", "/loginless", "https://accounts.google.com.evil/x"})
  void a_redirect_to_another_page_is_not_a_sign_in_page(String location) {
    answer = redirect(302, location);

    assertThat(deliver(setting())).isInstanceOf(Rejected.class);
  }

  private static Response redirect(int status, String location) {
    return new Response(status, Map.of("Location", location), new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void a_temporary_failure_is_retried(int status) {
    answer = Response.of(status, "");
    assertThat(deliver(setting())).isInstanceOf(Unreachable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|120",
        "1|1",
        "86400|3600",
        "Sat, 28 Feb 2026 09:00:00 GMT|646",
        "Sat, 28 Feb 2026 08:00:00 GMT|",
        "0|",
        "-5|",
        "soon|",
      })
  void a_retry_waits_as_the_receiver_says_for_an_hour_at_most(String retryAfter, Long seconds) {
    Instant now = Instant.parse("2026-02-28T08:49:14Z");
    assertThat(HttpFailures.notBefore(retryAfter, now).orElse(null))
        .isEqualTo(seconds == null ? null : now.plusSeconds(seconds));
    assertThat(HttpFailures.notBefore(null, now)).isEmpty();
  }

  @Test
  void a_missing_secret_blocks_the_delivery_until_it_exists() {
    ObjectNode setting = setting().put("secret", "ssm:" + parameter);

    assertThat(deliver(setting)).isInstanceOf(Blocked.class);

    assertThat(server.requests()).isEmpty();
    parameters.put(parameter, Counterpart.SECRET);
    clock.move(Duration.ofSeconds(10));
    assertThat(deliver(setting)).isInstanceOf(Delivered.class);
  }

  @Test
  void a_replaced_secret_is_read_again_when_the_old_one_is_refused() {
    parameters.put(parameter, "the-old-one");
    ObjectNode setting = setting();
    setting.putObject("headers").put("X-Api-Key", "ssm:" + parameter);
    deliver(setting);
    parameters.put(parameter, "the-new-one");
    server.forget();
    answer = Response.of(401, "");

    deliver(setting);

    assertThat(server.requests())
        .extracting(request -> request.headers().get("x-api-key"))
        .containsExactly("the-old-one", "the-new-one");
  }

  @Test
  void a_forbidden_address_is_not_called_and_blocks_the_delivery() {
    HttpEndpoint inAws =
        new HttpEndpoint(
            new OutboundHttpClient(
                new EgressPolicy(Settings.defaults(), host -> loopback()),
                () -> vertx,
                HttpClientOptions::new),
            new EgressPolicy(Settings.defaults()),
            secrets,
            Counterpart.LAPTOP,
            clock,
            Counterpart.TO_DELIVER);
    ObjectNode setting = Json.object().put("url", "https://rebound.example.com/");

    DeliveryResult delivery =
        inAws.deliver(
            new OutgoingLead(LeadLogBuilder.of(id).log(), FIELDS, false),
            new DestinationSetting("http", setting));

    assertThat(delivery)
        .isEqualTo(
            new Blocked(
                "rebound.example.com cannot be called: it points to this machine, which is allowed"
                    + " only in local mode"));
    assertThat(inAws.inspect(new DestinationSetting("http", setting)).mistakes()).hasSize(1);
  }

  @Test
  void the_placeholders_of_a_body_are_its_required_fields() {
    ObjectNode setting = setting();
    setting.putObject("body").put("a", "{{name}}").put("b", "{{leadgenId}}");

    InspectionResult inspection = endpoint().inspect(new DestinationSetting("http", setting));

    assertThat(inspection.fields().orElseThrow())
        .containsExactly(new DestinationField("name", "{{name}}", "placeholder", true));
    assertThat(inspection.takesOthers()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|url: is missing",
        "{\"url\":\"x\"}|url: must be a URL",
        "{\"url\":\"https://a.example\",\"secret\":\"whsec_abc\"}|secret: must be ssm:/leadlog/destination/",
        "{\"url\":\"https://a.example\",\"secret\":\"ssm:/leadlog/app/secrets\"}|secret: must name a parameter under",
        "{\"url\":\"https://a.example\",\"secret\":\"env:AWS_SECRET_ACCESS_KEY\"}|secret: must be ssm:",
        "{\"url\":\"https://a.example\",\"secret\":[\"ssm:/leadlog/destination/a\",\"ssm:/leadlog/destination/b\",\"ssm:/leadlog/destination/c\"]}|secret: must be one secret, or two",
        "{\"url\":\"https://a.example\",\"headers\":{\"Host\":\"b\"}}|headers.Host: is set by Leadlog",
        "{\"url\":\"https://a.example\",\"headers\":{\"webhook-id\":\"b\"}}|headers.webhook-id: is set by Leadlog",
        "{\"url\":\"https://a.example\",\"headers\":{\"Transfer-Encoding\":\"chunked\"}}|headers.Transfer-Encoding: is set",
        "{\"url\":\"https://a.example\",\"headers\":{\"Content-Encoding\":\"gzip\"}}|headers.Content-Encoding: is set",
        "{\"url\":\"https://a.example\",\"headers\":{\"Proxy-Connection\":\"close\"}}|headers.Proxy-Connection: is set",
        "{\"url\":\"https://a.example\",\"headers\":{\"X-A\":\"a\",\"x-a\":\"b\"}}|headers.x-a: is listed twice",
        "{\"url\":\"https://a.example:99999\"}|url: its port must be from 1 to 65535",
        "{\"url\":\"https://aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234.example\"}|url: its host name is too long",
        "{\"url\":\"https://a.example:0/\"}|url: its port must be from 1 to 65535",
        "{\"url\":\"https://a.example\",\"headers\":{\"X-A\":\"a\\r\\nX-B: b\"}}|headers.X-A: must be printable",
        "{\"url\":\"https://a.example\",\"headers\":{\"X A\":\"a\"}}|headers.X A: is not the name of a header",
        "{\"url\":\"https://a.example\",\"headers\":{\"Authorization\":\"Bearer x\"}}|headers.Authorization: must be ssm:",
        "{\"url\":\"https://a.example\",\"headers\":{\"X-From\":\"env:AWS_SECRET_ACCESS_KEY\"}}|headers.X-From: must be ssm:",
        "{\"url\":\"https://a.example\",\"headers\":{\"X-From\":\"ssm:/leadlog/app/secrets\"}}|headers.X-From: must name a parameter",
        "{\"url\":\"https://a.example\",\"body\":\"{{name}}\"}|body: must be a JSON object or list",
        "{\"url\":\"https://a.example\",\"acceptRedirect\":\"yes\"}|acceptRedirect: must be true or false",
        "{\"url\":\"https://a.example\",\"method\":\"PUT\"}|method: unknown field; valid names are acceptRedirect",
      })
  void the_check_of_a_setting_reports_mistakes(String setting, String mistake) {
    HttpEndpoint inAws =
        new HttpEndpoint(
            null, new EgressPolicy(Settings.defaults()), secrets, Settings.defaults(), clock);
    DestinationSetting read =
        new DestinationSetting("http", (ObjectNode) Json.read(setting).orElseThrow());

    assertThat(inAws.check(read)).singleElement().asString().startsWith(mistake);
  }

  @Test
  void headers_that_no_server_accepts_are_a_mistake() {
    ObjectNode setting = setting();
    ObjectNode headers = setting.putObject("headers").put("X-A", "a".repeat(4_001));
    assertThat(check(setting))
        .containsExactly("headers.X-A: must be printable ASCII of 1 to 4000 characters");
    headers.put("X-A", "a").put("X".repeat(101), "a");
    assertThat(check(setting)).singleElement().asString().endsWith("is not the name of a header");
    headers.removeAll();
    for (int i = 0; i < 21; i++) {
      headers.put("X-" + i, "a");
    }
    assertThat(check(setting)).containsExactly("headers: must be 20 at most");
  }

  @Test
  void a_path_in_any_script_is_posted_to_in_its_encoded_form() {
    deliver(Json.object().put("url", server.url() + "/größe?für=ä"));

    assertThat(server.requests().get(0).uri().toString())
        .isEqualTo("/gr%C3%B6%C3%9Fe?f%C3%BCr=%C3%A4");
  }

  private List<String> check(ObjectNode setting) {
    return endpoint().check(new DestinationSetting("http", setting));
  }

  private static InetAddress[] loopback() {
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private DeliveryResult deliver(ObjectNode setting) {
    return endpoint()
        .deliver(
            new OutgoingLead(LeadLogBuilder.of(id).log(), FIELDS, false),
            new DestinationSetting("http", setting));
  }

  private HttpEndpoint endpoint() {
    return new HttpEndpoint(
        Counterpart.calls(vertx),
        new EgressPolicy(Counterpart.LAPTOP),
        secrets,
        Counterpart.LAPTOP,
        clock,
        Counterpart.TO_DELIVER);
  }

  private ObjectNode setting() {
    return Json.object().put("url", server.url() + "/hook?from=leadlog");
  }

  private LeadDocReference reference() {
    return new LeadDocReference("http", "lead_" + id, null);
  }

  private static String signature(Request request, String secret) {
    return WebhookSignature.of(
        List.of(WebhookSignature.key(secret).orElseThrow()),
        request.headers().get("webhook-id"),
        Long.parseLong(request.headers().get("webhook-timestamp")),
        request.text());
  }
}
