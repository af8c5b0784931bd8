package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.EgressPolicy;
import dev.leadlog.delivery.HttpFailures;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutboundHttpClient;
import dev.leadlog.delivery.PersonalDataFilter;
import dev.leadlog.salesforce.SalesforceAccess.Denied;
import dev.leadlog.salesforce.SalesforceAccess.Granted;
import dev.leadlog.settings.Secrets;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets access tokens with the client credentials flow, and caches each in this process until it is
 * rejected: the response has neither an expiry nor a refresh token (source: Salesforce, "OAuth 2.0
 * Client Credentials Flow").
 */
final class SalesforceTokens {

  private record App(URI url, SalesforceCredentials credentials) {}

  /** Temporary errors; Salesforce also returns them when there are too many logins. */
  private static final Set<String> PASSING = Set.of("unknown_error", "server_error");

  private static final Set<Integer> REFUSED = Set.of(400, 401);

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final Secrets secrets;
  private final Clock clock;
  private final Map<App, Granted> tokens = new ConcurrentHashMap<>();

  SalesforceTokens(
      OutboundHttpClient calls, EgressPolicy egressPolicy, Secrets secrets, Clock clock) {
    this.calls = calls;
    this.egressPolicy = egressPolicy;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Returns the cached token, or a new one. */
  SalesforceAccess access(SalesforceSetting setting, Deadline left) {
    Granted known = tokens.get(app(setting));
    return known == null ? granted(setting, left) : known;
  }

  /** Removes a rejected token, but not a newer one of another worker. */
  void forget(SalesforceSetting setting, Granted refused) {
    tokens.remove(app(setting), refused);
  }

  private static App app(SalesforceSetting setting) {
    return new App(setting.url(), setting.credentials());
  }

  private SalesforceAccess granted(SalesforceSetting setting, Deadline left) {
    Optional<String> form = setting.credentials().form(secrets);
    if (form.isEmpty()) {
      return new Denied(
          new Blocked("the clientId or the clientSecret cannot be read from its parameter"), false);
    }
    HttpResult reply = ask(setting, form.get(), left);
    if (reply instanceof HttpResult.Answered answered && REFUSED.contains(answered.status())) {
      setting.credentials().reread(secrets);
      Optional<String> renewed =
          setting.credentials().form(secrets).filter(now -> !now.equals(form.get()));
      reply = renewed.isPresent() ? ask(setting, renewed.get(), left) : reply;
    }
    SalesforceAccess access = read(setting, reply);
    if (access instanceof Granted granted) {
      tokens.put(app(setting), granted);
    }
    return access;
  }

  private HttpResult ask(SalesforceSetting setting, String form, Deadline left) {
    URI url = URI.create(root(setting) + "/services/oauth2/token");
    Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return calls.call(new OutboundHttpClient.Call("POST", url, headers, form), left.duration());
  }

  private static String root(SalesforceSetting setting) {
    return setting.url().toString().replaceFirst("/+$", "");
  }

  private SalesforceAccess read(SalesforceSetting setting, HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return new Denied(HttpFailures.of(none), none instanceof HttpResult.NotSent);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    if (!answered.isSuccess()) {
      return new Denied(refused(setting, answered), false);
    }
    JsonNode body = answered.json();
    String token = body.path("access_token").asText("");
    if (!token.matches("[\\x21-\\x7e]{1,10000}")) {
      return new Denied(
          new Unreachable(setting.url().getHost() + " returned no access token"), false);
    }
    return instance(setting, body.path("instance_url").asText(""))
        .<SalesforceAccess>map(instance -> new Granted(instance, token))
        .orElseGet(() -> new Denied(new Blocked(notOfSalesforce(setting)), false));
  }

  /** The token is sent only to the configured address and to addresses of Salesforce. */
  private Optional<URI> instance(SalesforceSetting setting, String named) {
    String instance = named.isEmpty() ? root(setting) : named;
    return egressPolicy.mistake(instance).isPresent()
        ? Optional.empty()
        : Optional.of(URI.create(instance)).filter(setting::isOfOrg);
  }

  private static String notOfSalesforce(SalesforceSetting setting) {
    return setting.url().getHost()
        + " returned a token for an instance_url that is not an address of Salesforce,"
        + " or is not in leadlog.destinations.allowed-hosts, so it was not used";
  }

  private DeliveryResult refused(SalesforceSetting setting, HttpResult.Answered answered) {
    String error = answered.json().path("error").asText("");
    String description = answered.json().path("error_description").asText("");
    String said = PersonalDataFilter.removedFrom((error + " " + description).strip(), Map.of());
    String host = setting.url().getHost();
    if (isRedirect(answered)) {
      return moved(host, answered);
    }
    if (PASSING.contains(error)) {
      return new Unreachable(host + " returned no token (" + answered.status() + "): " + said);
    }
    return REFUSED.contains(answered.status())
        ? new Blocked(
            "%s returned no token (%d): %s; %s"
                .formatted(host, answered.status(), said, remedy(error, description)))
        : waiting(HttpFailures.of(answered, host, said, Map.of(), clock.instant()));
  }

  /** A failed token request must not reject the lead, so the lead waits. */
  private static DeliveryResult waiting(DeliveryResult delivery) {
    return delivery instanceof DeliveryResult.Rejected rejected
        ? new Blocked(rejected.message())
        : delivery;
  }

  static boolean isRedirect(HttpResult.Answered answered) {
    return answered.status() > 300 && answered.status() <= 399;
  }

  /** An org whose My Domain was renamed redirects from the old address for some time. */
  static DeliveryResult moved(String host, HttpResult.Answered answered) {
    return new Blocked(
        "%s answered with a redirect (%d), which is not followed; set url to the org's current My Domain"
                .formatted(host, answered.status())
            + " address");
  }

  private static String remedy(String error, String description) {
    if (description.contains("no client credentials user enabled")) {
      return "in the app's policies enable the client credentials flow and choose a run-as user";
    }
    if (description.contains("not supported on this domain")) {
      return "the url must be the org's My Domain address";
    }
    return error.startsWith("invalid_client")
        ? "check the clientId and the clientSecret"
        : "check the app's client credentials flow and its run-as user";
  }
}
