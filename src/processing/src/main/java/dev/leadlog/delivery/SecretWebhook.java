package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.SecretReference;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Posts JSON to webhooks whose URL is a secret, because everyone who knows it may post. The egress
 * policy applies to them too.
 */
@Singleton
public class SecretWebhook {

  /** Describes a webhook service: its URLs and its responses. */
  public interface WebhookService {

    /**
     * The host names of the service, each as {@code example.com}, or {@code .example.com} for all
     * subdomains.
     */
    List<String> hosts();

    /** Returns whether the body of a success confirms that the service took the message. */
    default boolean confirms(String body) {
      return true;
    }

    /** Classifies a response that is not a success; empty if its status is enough. */
    Optional<DeliveryResult> meaning(int status, String body);
  }

  private static final String FIELD = "url";
  private static final Duration TO_LOOK_UP = Duration.ofSeconds(4);
  private static final int LONGEST_READ = 2_000;

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Clock clock;

  SecretWebhook(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock) {
    this.calls = calls;
    this.egressPolicy = egressPolicy;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads the reference to the URL. In AWS it must be an SSM parameter; locally it may be the URL
   * itself.
   *
   * @return null if it is missing or wrong; the reader then contains the mistake
   */
  public String reference(StrictReader reader, WebhookService kind) {
    SecretLocation place = SecretLocation.of("destination", settings);
    String reference =
        reader
            .requiredText(
                FIELD, "the SSM parameter with the webhook's URL such as " + place.under() + "…")
            .orElse(null);
    if (reference == null) {
      return null;
    }
    Optional<String> mistake =
        place
            .mistake(reference)
            .or(() -> isReference(reference) ? Optional.empty() : wrong(reference, kind));
    mistake.ifPresent(message -> reader.mistake(FIELD, message));
    return mistake.isPresent() ? null : reference;
  }

  /**
   * Checks that the URL can be read, belongs to the service and has a host that resolves. Nothing
   * is posted.
   */
  public InspectionResult inspect(String reference, WebhookService kind) {
    Optional<String> url = secrets.resolve(reference);
    if (url.isEmpty()) {
      return InspectionResult.warning(FIELD + ": " + unread(reference));
    }
    Optional<String> wrong = wrong(url.get(), kind);
    if (wrong.isPresent()) {
      return InspectionResult.mistake(FIELD + ": the stored URL " + wrong.get());
    }
    HttpResult reply = calls.lookUp(URI.create(url.get()), TO_LOOK_UP);
    if (reply instanceof HttpResult.NotSent notSent) {
      return InspectionResult.mistake(FIELD + ": " + notSent.message());
    }
    return reply instanceof HttpResult.Silence silence
        ? InspectionResult.warning(FIELD + ": " + silence.message())
        : InspectionResult.nothing();
  }

  /**
   * Posts a message. A URL that is rejected is read from SSM once more.
   *
   * @param fields the person's answers, which must not appear in messages
   */
  public DeliveryResult post(
      String reference,
      WebhookService kind,
      String body,
      Map<String, JsonNode> fields,
      Duration within) {
    Deadline left = Deadline.of(within);
    Optional<String> url = secrets.resolve(reference);
    if (url.isEmpty()) {
      return new Blocked(unread(reference));
    }
    DeliveryResult delivery = postTo(url.get(), kind, body, fields, left);
    if (delivery instanceof Blocked) {
      secrets.reread(reference);
      Optional<String> replaced = secrets.resolve(reference).filter(now -> !now.equals(url.get()));
      if (replaced.isPresent()) {
        return postTo(replaced.get(), kind, body, fields, left);
      }
    }
    return delivery;
  }

  private DeliveryResult postTo(
      String text, WebhookService kind, String body, Map<String, JsonNode> fields, Deadline left) {
    Optional<String> wrong = wrong(text, kind);
    if (wrong.isPresent()) {
      return new Blocked("the webhook's URL " + wrong.get());
    }
    URI url = URI.create(text);
    Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
    HttpResult reply =
        calls.call(new OutboundHttpClient.Call("POST", url, headers, body), left.duration());
    if (reply instanceof HttpResult.NoAnswer none) {
      return HttpFailures.of(none);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    String said = answered.body() == null ? "" : answered.body();
    String cut = said.substring(0, Math.min(said.length(), LONGEST_READ)).strip();
    if (answered.isSuccess()) {
      return kind.confirms(cut) ? new Delivered(null) : new Unreachable(unconfirmed(answered, url));
    }
    Optional<DeliveryResult> meaning =
        isLimit(answered) ? Optional.empty() : kind.meaning(answered.status(), cut);
    return meaning.orElseGet(
        () ->
            HttpFailures.of(
                answered,
                url.getHost(),
                PersonalDataFilter.removedFrom(cut, fields),
                fields,
                clock.instant()));
  }

  private static String unconfirmed(HttpResult.Answered answered, URI url) {
    return "%s answered %d, but did not confirm the message"
        .formatted(url.getHost(), answered.status());
  }

  /** For a rate limit, only the status and {@code Retry-After} matter. */
  private static boolean isLimit(HttpResult.Answered answered) {
    return answered.status() == 429 || answered.status() >= 500;
  }

  /** The message never repeats the URL. */
  Optional<String> wrong(String text, WebhookService kind) {
    return egressPolicy.mistake(text).or(() -> wrongHost(URI.create(text).getHost(), kind));
  }

  /** Locally, simulated services have other hosts. */
  private Optional<String> wrongHost(String host, WebhookService kind) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean known =
        settings.local()
            || kind.hosts().stream()
                .anyMatch(
                    allowed ->
                        allowed.startsWith(".") ? name.endsWith(allowed) : name.equals(allowed));
    return known
        ? Optional.empty()
        : Optional.of("must have one of the hosts " + String.join(", ", kind.hosts()));
  }

  private static boolean isReference(String text) {
    return SecretReference.isParameter(text) || SecretReference.isEnvironment(text);
  }

  private static String unread(String reference) {
    return isReference(reference)
        ? "the URL cannot be read from " + reference + "; store the webhook's URL in it"
        : "the URL must be one line of ASCII";
  }
}
