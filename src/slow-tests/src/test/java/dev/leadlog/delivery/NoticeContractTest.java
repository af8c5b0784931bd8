package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.notice.NoticeTypes;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedchat.SimulatedSes;
import dev.leadlog.simulatedchat.SimulatedSlack;
import dev.leadlog.simulatedchat.SimulatedTeams;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The contract of every notice, against a server that behaves like the real one. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class NoticeContractTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "leadlog.local", "true",
          "leadlog.destinations.allow-private", "true",
          "leadlog.console.url", "https://leads.example.com/console");

  /** A notice type and the server that it sends to. */
  private record Sent(Destination type, ObjectNode setting, FaultyServer server, Messages got) {

    DeliveryResult tell(String id, String name) {
      return type.deliver(lead(id, name), new DestinationSetting(type.type(), setting));
    }

    InspectionResult inspect() {
      return type.inspect(new DestinationSetting(type.type(), setting));
    }
  }

  private interface Messages extends Supplier<List<JsonNode>> {}

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject MovableClock clock;
  @Inject Bookkeeping bookkeeping;

  private final String id = Aws.newId();

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "email", "topic"})
  void a_notice_is_sent_once_with_the_name_of_the_lead_and_a_link(String type) {
    Sent sent = sent(type);

    assertThat(sent.tell(id, "Ada Lovelace")).isEqualTo(new Delivered(null));

    assertThat(sent.got().get())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.toString())
                    .contains("Ada Lovelace", "https://leads.example.com/console#/leads/" + id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "email"})
  void a_notice_without_a_response_is_sent_again_with_the_same_link(String type) {
    Sent sent = sent(type);
    sent.server().setFault(Fault.WITHHOLDS_THE_RESPONSE, request -> true);
    long begin = System.nanoTime();

    assertThat(sent.tell(id, "Ada")).isInstanceOf(Unreachable.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(sent.type().timeout());
    sent.server().clearFault();
    assertThat(sent.tell(id, "Ada")).isInstanceOf(Delivered.class);
    assertThat(sent.got().get()).hasSize(2).allMatch(message -> message.toString().contains(id));
  }

  @Test
  void a_success_that_slack_did_not_confirm_is_retried() {
    Sent sent = sent("slack");
    sent.server().setFault(Fault.RETURNS_GARBAGE, request -> true);

    assertThat(sent.tell(id, "Ada"))
        .isEqualTo(new Unreachable("127.0.0.1 answered 200, but did not confirm the message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams"})
  void a_channel_that_is_throttled_is_not_called_before_its_retry_time(String type) {
    Sent sent = sent(type);
    sent.server().setFault(Fault.THROTTLES, request -> true);

    Unreachable busy = (Unreachable) sent.tell(id, "Ada");

    assertThat(Duration.between(clock.instant(), busy.notBefore()))
        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    int calls = sent.server().requests().size();
    assertThat(sent.tell(Aws.newId(), "Grace")).isInstanceOf(Unreachable.class);
    assertThat(sent.server().requests()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "email", "topic"})
  void a_channel_that_fails_or_is_down_is_retried(String type) {
    Sent sent = sent(type);
    sent.server().setFault(Fault.FAILS, request -> true);
    assertThat(sent.tell(id, "Ada")).isInstanceOf(Unreachable.class);
    sent.server().stop();
    assertThat(sent.tell(id, "Ada")).isInstanceOf(Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams"})
  void a_redirect_is_not_followed(String type) {
    Sent sent = sent(type);
    sent.server().setFault(Fault.REDIRECTS, request -> true);

    assertThat(sent.tell(id, "Ada")).isInstanceOf(Rejected.class);
    assertThat(sent.server().requests()).noneMatch(r -> r.uri().getPath().equals("/elsewhere"));
  }

  @ParameterizedTest
  @CsvSource({
    "slack, archived, the channel is archived",
    "slack, gone, the channel no longer exists",
    "slack, prohibited, a Slack administrator",
    "slack, removed, the webhook is switched off or removed",
    "teams, off, the workflow is switched off",
    "teams, removed, it was removed"
  })
  void a_channel_that_rejects_every_message_is_blocked_with_a_remedy(
      String type, String channel, String words) {
    Sent sent = sent(type);
    sent.setting().put("url", sent.setting().path("url").asText().replace("lead", channel));

    assertThat(((Blocked) sent.tell(id, "Ada")).message())
        .contains(words)
        .doesNotContain("127.0.0.1", "/services/", "sig=");
  }

  @Test
  void an_unverified_sender_is_blocked_and_the_message_has_no_address() {
    Sent sent = sent("email");
    sent.setting().put("from", "leads@unverified.example");

    assertThat(((Blocked) sent.tell(id, "Ada")).message())
        .contains("MessageRejected", "NoticeSender")
        .doesNotContain("leads@unverified.example");
  }

  @Test
  void a_name_of_a_lead_mentions_nobody_in_slack() {
    Sent sent = sent("slack");

    sent.tell(id, "<!channel> <@U123> @here <https://evil.example|Ada> & Co");

    JsonNode posted = sent.got().get().get(0);
    assertThat(posted.path("notifies")).isEmpty();
    assertThat(posted.at("/message/blocks/0/text/text").asText())
        .contains("&lt;!channel&gt;", "&amp; Co");
  }

  @Test
  void a_long_answer_is_cut_and_shown_in_teams() {
    Sent sent = sent("teams");
    sent.setting().put("text", "{{name}} {{full_name}} {{a}} {{b}}");

    assertThat(sent.tell(id, "\u5b57*".repeat(20_000))).isInstanceOf(Delivered.class);

    assertThat(sent.got().get().get(0).path("shown").asBoolean()).isTrue();
  }

  @Test
  void the_subject_of_a_mail_is_one_line_whatever_the_lead_contains() {
    Sent sent = sent("email");
    sent.setting().put("subject", "Call {{full_name}}");

    sent.tell(id, "Ada\r\nBcc: everyone@example.com");

    assertThat(sent.got().get().get(0).path("subject").asText())
        .isEqualTo("Call Ada Bcc: everyone@example.com");
    assertThat(sent.got().get().get(0).path("to")).hasSize(2);
  }

  @Test
  void the_check_says_who_gets_the_notices_if_ses_is_not_set_up() {
    assertThat(sent("email").inspect().warnings()).isEmpty();
    Sent topic = sent("topic");
    topic.setting().put("to", "grace@example.com");

    assertThat(topic.inspect().warnings())
        .singleElement()
        .asString()
        .contains("SES is not configured", "AlarmTopic");
  }

  @ParameterizedTest
  @CsvSource({
    "slack, https://hooks.slack.com/services/T0/B0/x, must be ssm:/leadlog/destination/",
    "slack, ssm:/leadlog/page/x, must name a parameter under",
    "teams, ssm:/other/destination/x, must name a parameter under"
  })
  void the_url_must_be_a_secret_of_the_stack_in_aws(String type, String url, String mistake) {
    LeadlogSettings inAws = Settings.defaults();
    Destination destination = destination(type, inAws);

    assertThat(destination.check(new DestinationSetting(type, Json.object().put("url", url))))
        .singleElement()
        .asString()
        .contains(mistake)
        .doesNotContain("B0");
  }

  @ParameterizedTest
  @CsvSource({
    "slack, https://hooks.slack.com/services/T0/B0/x, true",
    "slack, https://hooks.slack.com.evil.example/services/T0/B0/x, false",
    "teams, https://prod-1.westeurope.logic.azure.com:443/workflows/1?sig=x, true",
    "teams, https://default1.d4.environment.api.powerplatform.com:443/powerautomate?sig=x, true",
    "teams, https://a.api.powerautomate.com/x?sig=x, true",
    "teams, https://flow.microsoft.com/x, true",
    "teams, https://acme.webhook.office.com/webhookb2/x, false",
    "teams, http://a.api.powerautomate.com/x?sig=x, false"
  })
  void a_url_of_another_host_is_never_called(String type, String url, boolean allowed) {
    SecretWebhook webhook = webhook(Settings.defaults());
    Destination destination = destination(type, Settings.defaults());

    assertThat(webhook.wrong(url, (SecretWebhook.WebhookService) destination).isEmpty())
        .isEqualTo(allowed);
  }

  private Sent sent(String type) {
    return switch (type) {
      case "slack" -> {
        SimulatedSlack slack = new SimulatedSlack(clock);
        FaultyServer server =
            new FaultyServer(request -> answer(slack.handle(Counterpart.call(request))));
        yield new Sent(
            destination("slack", Settings.with(SETTINGS)),
            Json.object().put("url", server.url() + "/services/T0/B0/lead"),
            server,
            slack::posted);
      }
      case "teams" -> {
        SimulatedTeams teams = new SimulatedTeams(clock);
        FaultyServer server =
            new FaultyServer(request -> answer(teams.handle(Counterpart.call(request))));
        yield new Sent(
            destination("teams", Settings.with(SETTINGS)),
            Json.object().put("url", server.url() + "/workflows/lead?sig=secret"),
            server,
            teams::posted);
      }
      case "email" -> {
        SimulatedSes ses = new SimulatedSes();
        FaultyServer server =
            new FaultyServer(request -> answer(ses.handle(Counterpart.call(request))));
        SesClient client =
            SesClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(anyone())
                .httpClientBuilder(
                    UrlConnectionHttpClient.builder().socketTimeout(Counterpart.TO_DELIVER))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        ObjectNode setting = Json.object().put("from", "leads@" + Aws.newId() + ".example");
        setting.putArray("to").add("ada@example.com").add("grace@example.com");
        LeadlogSettings settings = Settings.with(SETTINGS);
        yield new Sent(types(settings).email(() -> client, () -> null), setting, server, ses::sent);
      }
      default -> topic();
    };
  }

  private Sent topic() {
    FaultyServer server = FaultyServer.before(Aws.sns().url());
    SnsClient client =
        SnsClient.builder()
            .endpointOverride(server.url())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Counterpart.TO_DELIVER))
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("leadlog.notice.email.topic", Aws.topicArn("AlarmTopic"));
    settings.put("leadlog.notice.per-minute", "1000");
    return new Sent(
        types(Settings.with(settings)).email(() -> null, () -> client),
        Json.object(),
        server,
        () ->
            Aws.published(Aws.topicArn("AlarmTopic")).stream()
                .map(published -> (JsonNode) new TextNode(published.message()))
                .filter(message -> message.asText().contains(id))
                .toList());
  }

  private Destination destination(String type, LeadlogSettings settings) {
    return type.equals("slack")
        ? types(settings).slack(Counterpart.TO_DELIVER)
        : types(settings).teams(Counterpart.TO_DELIVER);
  }

  private NoticeTypes types(LeadlogSettings settings) {
    return new NoticeTypes(webhook(settings), bookkeeping, settings, clock);
  }

  private SecretWebhook webhook(LeadlogSettings settings) {
    EgressPolicy egressPolicy = new EgressPolicy(settings);
    OutboundHttpClient calls =
        new OutboundHttpClient(egressPolicy, () -> vertx, HttpClientOptions::new);
    return new SecretWebhook(calls, egressPolicy, secrets, settings, clock);
  }

  private static OutgoingLead lead(String id, String name) {
    return new OutgoingLead(
        LeadLogBuilder.of(id).log(),
        Map.of(),
        false,
        field -> field.equals("full_name") ? Optional.of(name) : Optional.empty());
  }

  private static Response answer(MetaResponse answer) {
    return new Response(
        answer.status(),
        new TreeMap<>(answer.headers()),
        answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static StaticCredentialsProvider anyone() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }
}
