package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.crm.ExpiringCache;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Rejected;
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
import dev.leadlog.salesforce.SalesforceAccess.Denied;
import dev.leadlog.salesforce.SalesforceAccess.Granted;
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
 * Delivers to Salesforce: one record per lead, upserted by an external id field with the leadgen
 * id.
 */
@Singleton
class Salesforce implements Destination {

  private static final Duration TO_DELIVER = Duration.ofSeconds(15);
  private static final Duration TO_INSPECT = Duration.ofSeconds(8);

  private record ObjectKey(URI url, String object) {}

  /** The result of reading an object, or the denied access. */
  private record Described(SalesforceObject.Read read, Denied denied) {}

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final Duration toDeliver;
  private final SalesforceTokens tokens;
  private final SalesforceTypes types = new SalesforceTypes();
  private final ExpiringCache<ObjectKey, SalesforceObject.Read> objects;

  @Inject
  Salesforce(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock) {
    this(calls, egressPolicy, secrets, settings, clock, TO_DELIVER);
  }

  Salesforce(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock,
      Duration toDeliver) {
    this.calls = calls;
    this.egressPolicy = egressPolicy;
    this.settings = settings;
    this.clock = clock;
    this.toDeliver = toDeliver;
    this.tokens = new SalesforceTokens(calls, egressPolicy, secrets, clock);
    this.objects = new ExpiringCache<>(clock);
  }

  @Override
  public String type() {
    return "salesforce";
  }

  @Override
  public DestinationDescription description() {
    return SalesforceSetting.DESCRIPTION;
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
    SalesforceSetting.read(reader, egressPolicy, settings);
    return reader.mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    StrictReader reader = setting.reader();
    SalesforceSetting salesforce = SalesforceSetting.read(reader, egressPolicy, settings);
    if (reader.hasMistakes()) {
      return Blocked.ofMistakes(reader.mistakes());
    }
    DeliveryResult delivery = upsert(lead, salesforce, Deadline.of(toDeliver));
    if (delivery instanceof Blocked || delivery instanceof Rejected) {
      objects.forget(place(salesforce));
    }
    return delivery;
  }

  /** Uses the cached token; if Salesforce rejects it, once more with a new one. */
  private DeliveryResult upsert(OutgoingLead lead, SalesforceSetting setting, Deadline left) {
    SalesforceAccess access = tokens.access(setting, left);
    if (access instanceof Denied denied) {
      return denied.why();
    }
    Granted granted = (Granted) access;
    SalesforceDelivery attempt = attempt(lead, setting, granted, left);
    DeliveryResult delivery = attempt.send(read(setting, org(granted, left)));
    if (!attempt.isTokenRefused()) {
      return delivery;
    }
    tokens.forget(setting, granted);
    SalesforceAccess renewed = tokens.access(setting, left);
    return renewed instanceof Granted another
        ? attempt(lead, setting, another, left).send(read(setting, org(another, left)))
        : ((Denied) renewed).why();
  }

  private SalesforceDelivery attempt(
      OutgoingLead lead, SalesforceSetting setting, Granted access, Deadline left) {
    return new SalesforceDelivery(org(access, left), setting, lead, clock.instant());
  }

  private SalesforceOrg org(Granted access, Deadline left) {
    return new SalesforceOrg(calls, access, left);
  }

  private SalesforceObject.Read read(SalesforceSetting setting, SalesforceOrg org) {
    return objects
        .get(place(setting))
        .orElseGet(() -> remembered(setting, SalesforceObject.read(org, setting.object())));
  }

  private SalesforceObject.Read remembered(SalesforceSetting setting, SalesforceObject.Read read) {
    if (read.isFinal()) {
      objects.put(place(setting), read);
    }
    return read;
  }

  private static ObjectKey place(SalesforceSetting setting) {
    return new ObjectKey(setting.url(), setting.object());
  }

  @Override
  public Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return types.typeMismatch(field, value);
  }

  @Override
  public InspectionResult inspect(DestinationSetting setting) {
    SalesforceSetting salesforce = SalesforceSetting.read(setting.reader(), egressPolicy, settings);
    Described described = describe(salesforce, Deadline.of(TO_INSPECT));
    if (described.denied() != null) {
      return notInspected(described.denied());
    }
    SalesforceObject.Read read = remembered(salesforce, described.read());
    return read.object()
        .map(object -> inspected(salesforce, object))
        .orElseGet(() -> graphFailure(salesforce, read));
  }

  private Described describe(SalesforceSetting setting, Deadline left) {
    SalesforceAccess access = tokens.access(setting, left);
    if (access instanceof Denied denied) {
      return new Described(null, denied);
    }
    Granted granted = (Granted) access;
    SalesforceObject.Read read = SalesforceObject.read(org(granted, left), setting.object());
    if (!(read.reply() instanceof HttpResult.Answered answered) || answered.status() != 401) {
      return new Described(read, null);
    }
    tokens.forget(setting, granted);
    SalesforceAccess renewed = tokens.access(setting, left);
    return renewed instanceof Granted another
        ? new Described(SalesforceObject.read(org(another, left), setting.object()), null)
        : new Described(null, (Denied) renewed);
  }

  private static InspectionResult inspected(SalesforceSetting setting, SalesforceObject object) {
    String field = setting.externalIdField();
    return new InspectionResult(
        Optional.of(object.fillable(field)),
        false,
        object.mistake(field).map(mistake -> "externalIdField: " + mistake).stream().toList(),
        List.of());
  }

  private static InspectionResult notInspected(Denied denied) {
    return denied.forbidden()
        ? InspectionResult.mistake("url: " + denied.message())
        : InspectionResult.warning("url: " + denied.message() + "; its fields were not checked");
  }

  private static InspectionResult graphFailure(
      SalesforceSetting setting, SalesforceObject.Read read) {
    if (read.reply() instanceof HttpResult.NoAnswer none) {
      return InspectionResult.warning("url: " + none.message() + "; its fields were not checked");
    }
    HttpResult.Answered answered = (HttpResult.Answered) read.reply();
    if (answered.status() == 404) {
      return InspectionResult.mistake(
          "object: \"%s\" is not an object that the app's user can see in this org"
              .formatted(setting.object()));
    }
    String said =
        read.isTooLarge()
            ? "described " + setting.object() + " in more than 1 MiB"
            : "answered %d %s"
                .formatted(
                    answered.status(), SalesforceError.of(answered.json()).safeMessage(Map.of()));
    return InspectionResult.warning(
        "url: %s %s; its fields were not checked".formatted(setting.url().getHost(), said));
  }

  @Override
  public boolean hasOwnFields() {
    return true;
  }

  @Override
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    SalesforceSetting salesforce = SalesforceSetting.read(setting.reader(), egressPolicy, settings);
    return objects
        .get(place(salesforce))
        .map(SalesforceObject.Read::object)
        .map(object -> object.map(known -> known.fillable(salesforce.externalIdField())))
        .orElseGet(() -> inspect(setting).fields());
  }
}
