package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Published;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A destination and the server that it delivers to, which can be made to fail.
 *
 * @param fields renames the fields of the contract to the names of the destination
 */
public record Counterpart(
    String name,
    Destination destination,
    DestinationSetting setting,
    FaultyServer server,
    Predicate<Request> writes,
    Records records,
    UnaryOperator<Map<String, JsonNode>> fields) {

  /** A counterpart that uses the field names of the contract. */
  public Counterpart(
      String name,
      Destination destination,
      DestinationSetting setting,
      FaultyServer server,
      Predicate<Request> writes,
      Records records) {
    this(name, destination, setting, server, writes, records, UnaryOperator.identity());
  }

  /** Reads what the server has stored of a lead. */
  public interface Records {

    /** Each record or message of a lead, as the text that makes it different from another one. */
    List<String> of(String leadgenId);
  }

  public static final String TOKEN = "local-key:local-secret";
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The longest time that a test waits for a delivery. */
  public static final Duration TO_DELIVER = Duration.ofMillis(700);

  public static final LeadlogSettings LAPTOP =
      Settings.with(
          Map.of(
              "leadlog.local",
              "true",
              "leadlog.destinations.allow-private",
              "true",
              "leadlog.frappe.token",
              TOKEN,
              "leadlog.http.secret",
              SECRET));

  private static final RetryStrategy ONCE = DefaultRetryStrategy.doNotRetry();

  public static OutboundHttpClient calls(Vertx vertx) {
    return new OutboundHttpClient(new EgressPolicy(LAPTOP), () -> vertx, HttpClientOptions::new);
  }

  static Counterpart http(Vertx vertx, Secrets secrets, Clock clock) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    FaultyServer server =
        new FaultyServer(
            request -> {
              JsonNode body = Json.read(request.text()).orElseThrow();
              if (body.toString().contains("REFUSE-ME")) {
                return Response.of(422, "{\"message\":\"REFUSE-ME is not welcome\"}");
              }
              ids.add(request.headers().get("webhook-id"));
              return Response.of(200, "{}");
            });
    HttpEndpoint http =
        new HttpEndpoint(
            calls(vertx), new EgressPolicy(LAPTOP), secrets, LAPTOP, clock, TO_DELIVER);
    return new Counterpart(
        "http",
        http,
        new DestinationSetting("http", Json.object().put("url", server.url() + "/hook")),
        server,
        request -> true,
        id -> List.copyOf(ids));
  }

  static Counterpart sns() {
    FaultyServer server = FaultyServer.before(Aws.sns().url());
    SnsClient client =
        SnsClient.builder()
            .endpointOverride(server.url())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClientBuilder(impatient())
            .overrideConfiguration(o -> o.retryStrategy(ONCE))
            .build();
    String topic = Aws.topicArn("AlarmTopic");
    return new Counterpart(
        "sns",
        new SnsTopic(() -> client),
        new DestinationSetting("sns", Json.object().put("topicArn", topic)),
        server,
        request -> true,
        id ->
            Aws.published(topic).stream()
                .filter(message -> isOf(id, message))
                .map(message -> message.attributes() + " " + message.message())
                .distinct()
                .toList());
  }

  private static boolean isOf(String leadgenId, Published message) {
    return Json.read(message.message())
        .filter(body -> body.path("leadgenId").asText().equals(leadgenId))
        .isPresent();
  }

  static Counterpart leadsTable(Clock clock) {
    FaultyServer server = FaultyServer.before(Aws.dynamodb().url());
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(server.url())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClientBuilder(impatient())
            .overrideConfiguration(o -> o.retryStrategy(ONCE))
            .build();
    return new Counterpart(
        "leads-table",
        new LeadsTable(client, new ConditionalWrites(client), Settings.defaults(), clock),
        DestinationSetting.LEADS_TABLE,
        server,
        request -> true,
        id -> Aws.item("Leads", "leadgenId", id).isEmpty() ? List.of() : List.of(id));
  }

  private static UrlConnectionHttpClient.Builder impatient() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(1))
        .socketTimeout(TO_DELIVER);
  }

  private static StaticCredentialsProvider anyone() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  public static MetaRequest call(Request request) {
    Map<String, String> query = new TreeMap<>();
    String raw = request.uri().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return new MetaRequest(
        request.method(),
        request.uri().getPath(),
        query,
        request.headers().get("authorization"),
        request.body());
  }

  public static Response answer(MetaResponse answer) {
    return Response.of(answer.status(), answer.body());
  }

  @Override
  public String toString() {
    return name;
  }
}
