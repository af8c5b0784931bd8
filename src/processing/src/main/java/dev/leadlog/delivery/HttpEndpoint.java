package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.document.StrictReader;
import dev.leadlog.html.HtmlText;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.settings.Secrets;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Posts a lead to a URL in the format of <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a>. A lead may arrive more than once, each time with the same {@code webhook-id}.
 */
@Singleton
class HttpEndpoint implements Destination {

  private static final String TYPE = "http";
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TO_LOOK_UP = Duration.ofSeconds(4);

  private static final Set<Integer> ACCESS_DENIED = Set.of(401, 403);

  private static final int LONGEST_READ = 10_000;

  private static final String NO_KEY =
      "must be whsec_ and 24 to 64 bytes in base64, such as the output of openssl"
          + " rand -base64 32";

  private static final List<String> OF_THE_EVENT =
      List.of("leadgenId", "pageId", "formId", "createdTime", "platform", "test", "lead");

  /** The signing secrets and the headers of a call. */
  private record Credentials(List<String> secrets, Map<String, String> headers) {

    boolean areThere() {
      return !secrets.isEmpty() && headers != null;
    }

    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final Duration responseTimeout;

  @Inject
  HttpEndpoint(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock) {
    this(calls, egressPolicy, secrets, settings, clock, RESPONSE_TIMEOUT);
  }

  HttpEndpoint(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock,
      Duration responseTimeout) {
    this.calls = calls;
    this.egressPolicy = egressPolicy;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
    this.responseTimeout = responseTimeout;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public DestinationDescription description() {
    return HttpSetting.DESCRIPTION;
  }

  @Override
  public Duration timeout() {
    return responseTimeout.plus(TIME_TO_READ_SECRETS);
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    StrictReader reader = setting.reader();
    HttpSetting read = HttpSetting.read(reader, egressPolicy, settings);
    read.secrets().stream()
        .filter(secret -> settings.local() && !HttpSetting.isReference(secret))
        .filter(secret -> WebhookSignature.key(secret).isEmpty())
        .forEach(wrong -> reader.mistake("secret", NO_KEY));
    return reader.mistakes();
  }

  @Override
  public InspectionResult inspect(DestinationSetting setting) {
    HttpSetting read = HttpSetting.read(setting.reader(), egressPolicy, settings);
    HttpResult reply = calls.lookUp(read.url(), TO_LOOK_UP);
    if (reply instanceof HttpResult.NotSent notSent) {
      return InspectionResult.mistake("url: " + notSent.message());
    }
    List<String> warnings =
        reply instanceof HttpResult.Silence silence
            ? List.of("url: " + silence.message())
            : List.of();
    return new InspectionResult(fields(setting), true, List.of(), warnings);
  }

  /** Returns the fields for which the body has placeholders. */
  @Override
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    BodyTemplate body = HttpSetting.read(setting.reader(), egressPolicy, settings).body();
    return Optional.ofNullable(body)
        .map(
            template ->
                template.names().stream()
                    .filter(name -> !OF_THE_EVENT.contains(name))
                    .map(name -> DestinationField.placeholder(name))
                    .toList());
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    StrictReader reader = setting.reader();
    HttpSetting read = HttpSetting.read(reader, egressPolicy, settings);
    if (reader.hasMistakes()) {
      return Blocked.ofMistakes(reader.mistakes());
    }
    Deadline left = Deadline.of(responseTimeout);
    Credentials credentials = credentials(read);
    if (!credentials.areThere()) {
      return new Blocked("a secret cannot be read or is not valid: a signing secret " + NO_KEY);
    }
    HttpResult reply = post(lead, read, credentials, left);
    if (reply instanceof HttpResult.Answered answered
        && ACCESS_DENIED.contains(answered.status())) {
      read.references().forEach(secrets::reread);
      Credentials replaced = credentials(read);
      if (replaced.areThere() && !replaced.equals(credentials)) {
        reply = post(lead, read, replaced, left);
      }
    }
    return delivery(lead, read, reply);
  }

  private HttpResult post(
      OutgoingLead lead, HttpSetting read, Credentials credentials, Deadline left) {
    String id = LeadEvent.id(lead.log().leadgenId());
    long timestamp = clock.instant().getEpochSecond();
    String body = Json.text(body(lead, read.body()));
    List<byte[]> keys =
        credentials.secrets().stream().map(s -> WebhookSignature.key(s).orElseThrow()).toList();
    Map<String, String> headers = new LinkedHashMap<>(credentials.headers());
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", "" + timestamp);
    headers.put("webhook-signature", WebhookSignature.of(keys, id, timestamp, body));
    return calls.call(
        new OutboundHttpClient.Call("POST", read.url(), headers, body), left.duration());
  }

  private DeliveryResult delivery(OutgoingLead lead, HttpSetting read, HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return HttpFailures.of(none);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    boolean taken =
        answered.isSuccess() || (read.acceptRedirect() && HttpFailures.isTakenByRedirect(answered));
    return taken
        ? new Delivered(new LeadDocReference(TYPE, LeadEvent.id(lead.log().leadgenId()), null))
        : HttpFailures.of(
            answered, read.url().getHost(), said(answered, lead), lead.fields(), clock.instant());
  }

  /** Returns the error text of a response: the message in its JSON, else the body without HTML. */
  private static String said(HttpResult.Answered answered, OutgoingLead lead) {
    JsonNode json = answered.json();
    String said =
        Stream.of(
                "",
                "/message",
                "/error",
                "/detail",
                "/title",
                "/error/message",
                "/errors/0/message")
            .map(json::at)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst()
            .orElseGet(() -> answered.body() == null ? "" : answered.body());
    String text = json.isMissingNode() ? HtmlText.of(cut(said)) : cut(said);
    return PersonalDataFilter.removedFrom(text, lead.fields());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_READ));
  }

  private static JsonNode body(OutgoingLead lead, BodyTemplate template) {
    ObjectNode data = LeadEvent.data(lead);
    if (template == null) {
      ObjectNode event = Json.object().put("type", "lead.processed");
      event.put("timestamp", Times.text(lead.log().receivedTime()));
      return event.set("data", data);
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    data.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    values.putAll(lead.fields());
    return template.filledWith(values);
  }

  /** While a secret is being rotated, one of the two is enough. */
  private Credentials credentials(HttpSetting read) {
    List<String> signing =
        read.secrets().stream()
            .flatMap(secret -> secrets.resolve(secret).stream())
            .filter(secret -> WebhookSignature.key(secret).isPresent())
            .toList();
    return new Credentials(signing, headers(read).orElse(null));
  }

  /** Returns empty if a secret cannot be read. */
  private Optional<Map<String, String>> headers(HttpSetting read) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : read.headers().entrySet()) {
      String value = header.getValue();
      Optional<String> resolved =
          HttpSetting.isReference(value) ? secrets.resolve(value) : Optional.of(value);
      if (resolved.filter(HttpSetting::isHeaderValue).isEmpty()) {
        return Optional.empty();
      }
      headers.put(header.getKey(), resolved.get());
    }
    return Optional.of(headers);
  }
}
