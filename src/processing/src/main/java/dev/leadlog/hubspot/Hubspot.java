package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.crm.ExpiringCache;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.Destination;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.EgressPolicy;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutboundHttpClient;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers to HubSpot: one contact per lead, upserted by a unique property that holds the leadgen
 * id.
 */
@Singleton
class Hubspot implements Destination {

  private static final Duration TO_DELIVER = Duration.ofSeconds(15);
  private static final Duration TO_INSPECT = Duration.ofSeconds(8);

  private static final String NO_TOKEN = "the access token cannot be read";

  /** The cache key includes the token, because two tokens may belong to two accounts. */
  private record Account(URI url, String token) {

    /** Without the token, which may be a literal. */
    @Override
    public String toString() {
      return "Account[" + url.getHost() + "]";
    }
  }

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final Duration toDeliver;
  private final HubspotTypes types = new HubspotTypes();
  private final ExpiringCache<Account, HubspotProperties.Read> properties;

  @Inject
  Hubspot(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock) {
    this(calls, egressPolicy, secrets, settings, clock, TO_DELIVER);
  }

  Hubspot(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock,
      Duration toDeliver) {
    this.calls = calls;
    this.egressPolicy = egressPolicy;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
    this.toDeliver = toDeliver;
    this.properties = new ExpiringCache<>(clock);
  }

  @Override
  public String type() {
    return "hubspot";
  }

  @Override
  public DestinationDescription description() {
    return HubspotSetting.DESCRIPTION;
  }

  @Override
  public Duration timeout() {
    return toDeliver.plus(TIME_TO_READ_SECRETS);
  }

  @Override
  public boolean isIdempotent() {
    return true;
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    StrictReader reader = setting.reader();
    HubspotSetting.read(reader, egressPolicy, settings);
    return reader.mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    StrictReader reader = setting.reader();
    HubspotSetting hubspot = HubspotSetting.read(reader, egressPolicy, settings);
    if (reader.hasMistakes()) {
      return Blocked.ofMistakes(reader.mistakes());
    }
    Deadline left = Deadline.of(toDeliver);
    Optional<String> authorization = hubspot.authorization(secrets);
    if (authorization.isEmpty()) {
      return new Blocked(NO_TOKEN);
    }
    DeliveryResult delivery = upsert(lead, hubspot, account(hubspot, authorization.get(), left));
    return delivery instanceof Blocked
        ? replaced(hubspot, authorization.get())
            .map(renewed -> upsert(lead, hubspot, account(hubspot, renewed, left)))
            .orElse(delivery)
        : delivery;
  }

  /** After a rejection the cached properties are removed, because they may have changed. */
  private DeliveryResult upsert(OutgoingLead lead, HubspotSetting setting, HubspotAccount account) {
    DeliveryResult delivery =
        new HubspotDelivery(account, setting, lead, clock.instant()).send(read(setting, account));
    if (delivery instanceof Blocked || delivery instanceof DeliveryResult.Rejected) {
      properties.forget(key(setting));
    }
    return delivery;
  }

  private HubspotProperties.Read read(HubspotSetting setting, HubspotAccount account) {
    return properties
        .get(key(setting))
        .orElseGet(() -> remembered(setting, HubspotProperties.read(account)));
  }

  private HubspotProperties.Read remembered(HubspotSetting setting, HubspotProperties.Read read) {
    if (read.isFinal()) {
      properties.put(key(setting), read);
    }
    return read;
  }

  private static Account key(HubspotSetting setting) {
    return new Account(setting.url(), setting.token());
  }

  private HubspotAccount account(HubspotSetting setting, String authorization, Deadline left) {
    return new HubspotAccount(calls, setting.url(), authorization, left);
  }

  /** Returns the current token if it differs from the rejected one. */
  private Optional<String> replaced(HubspotSetting setting, String refused) {
    secrets.reread(setting.token());
    return setting.authorization(secrets).filter(now -> !now.equals(refused));
  }

  @Override
  public Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return types.typeMismatch(field, value);
  }

  /** Also creates the property for the leadgen id if {@code createProperty} is set. */
  @Override
  public InspectionResult inspect(DestinationSetting setting) {
    HubspotSetting hubspot = HubspotSetting.read(setting.reader(), egressPolicy, settings);
    Optional<String> authorization = hubspot.authorization(secrets);
    if (authorization.isEmpty()) {
      return InspectionResult.warning("token: " + NO_TOKEN + "; the account was not checked");
    }
    HubspotAccount account = account(hubspot, authorization.get(), Deadline.of(TO_INSPECT));
    HubspotProperties.Read read = HubspotProperties.read(account);
    if (read.properties().isEmpty()) {
      return notInspected(hubspot, read.reply());
    }
    HubspotProperties known = read.properties().get();
    return hubspot.createProperty() && !known.has(hubspot.idProperty())
        ? created(hubspot, known, account)
        : inspected(hubspot, known, read.reply());
  }

  private InspectionResult inspected(
      HubspotSetting setting, HubspotProperties known, HttpResult reply) {
    remembered(setting, new HubspotProperties.Read(Optional.of(known), reply));
    return new InspectionResult(
        Optional.of(known.fillable(setting.idProperty())),
        false,
        known.mistake(setting.idProperty()).map(m -> "idProperty: " + m).stream().toList(),
        List.of());
  }

  private InspectionResult created(
      HubspotSetting setting, HubspotProperties known, HubspotAccount account) {
    HttpResult reply = account.createProperty(HubspotProperties.forLeadgenId(setting.idProperty()));
    if (reply instanceof HttpResult.Answered answered && answered.isSuccess()) {
      JsonNode property = HubspotProperties.forLeadgenId(setting.idProperty());
      return inspected(setting, known.with(property), reply);
    }
    if (reply instanceof HttpResult.Answered answered && answered.status() == 409) {
      HubspotProperties.Read again = HubspotProperties.read(account);
      return inspected(setting, again.properties().orElse(known), again.reply());
    }
    return InspectionResult.mistake(
        "createProperty: \"%s\" could not be created: %s"
            .formatted(setting.idProperty(), notCreated(account, reply)));
  }

  private static String notCreated(HubspotAccount account, HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return none.message();
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    String said = HubspotError.of(answered.json()).safeMessage(Map.of());
    String message = account.host() + " answered " + answered.status() + " " + said;
    return answered.status() == 403
        ? message
            + "; give the private app the scope crm.schemas.contacts.write, or create the property"
            + " in HubSpot as single-line text that requires unique values"
        : message;
  }

  @Override
  public boolean hasOwnFields() {
    return true;
  }

  @Override
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    HubspotSetting hubspot = HubspotSetting.read(setting.reader(), egressPolicy, settings);
    return hubspot
        .authorization(secrets)
        .map(token -> read(hubspot, account(hubspot, token, Deadline.of(TO_INSPECT))))
        .flatMap(HubspotProperties.Read::properties)
        .map(known -> known.fillable(hubspot.idProperty()));
  }

  private static InspectionResult notInspected(HubspotSetting setting, HttpResult reply) {
    String place = "token: ";
    if (reply instanceof HttpResult.NotSent notSent) {
      return InspectionResult.mistake("url: " + notSent.message());
    }
    if (reply instanceof HttpResult.Silence silence) {
      return InspectionResult.warning(
          place + silence.message() + "; its properties were not checked");
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    return InspectionResult.warning(
        place
            + "%s answered %d %s; its properties were not checked"
                .formatted(
                    setting.url().getHost(),
                    answered.status(),
                    HubspotError.of(answered.json()).safeMessage(Map.of())));
  }
}
