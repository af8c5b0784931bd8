package dev.leadlog.frappe;

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
 * Delivers to Frappe, ERPNext and Frappe CRM: one document of a doctype per lead, with the leadgen
 * id in a unique field. It searches for the document before it creates one, so a lead that is
 * delivered twice has one document.
 */
@Singleton
class Frappe implements Destination {

  private static final Duration TO_DELIVER = Duration.ofSeconds(15);
  private static final Duration TO_INSPECT = Duration.ofSeconds(8);

  private static final String NO_TOKEN =
      "the API key cannot be read or is not valid; store key:secret under token, or use apiKey and"
          + " apiSecret";

  private record SiteDoctype(URI site, String doctype) {}

  private final OutboundHttpClient calls;
  private final EgressPolicy egressPolicy;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final Duration toDeliver;
  private final FrappeTypes types = new FrappeTypes();
  private final ExpiringCache<SiteDoctype, Doctype.Read> doctypes;

  @Inject
  Frappe(
      OutboundHttpClient calls,
      EgressPolicy egressPolicy,
      Secrets secrets,
      LeadlogSettings settings,
      Clock clock) {
    this(calls, egressPolicy, secrets, settings, clock, TO_DELIVER);
  }

  Frappe(
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
    this.doctypes = new ExpiringCache<>(clock);
  }

  @Override
  public String type() {
    return "frappe";
  }

  @Override
  public DestinationDescription description() {
    return FrappeSetting.DESCRIPTION;
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
    FrappeSetting.read(reader, egressPolicy, settings);
    return reader.mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    StrictReader reader = setting.reader();
    FrappeSetting frappe = FrappeSetting.read(reader, egressPolicy, settings);
    if (reader.hasMistakes()) {
      return Blocked.ofMistakes(reader.mistakes());
    }
    Deadline left = Deadline.of(toDeliver);
    Optional<String> authorization = frappe.authorization(secrets);
    if (authorization.isEmpty()) {
      return new Blocked(NO_TOKEN);
    }
    DeliveryResult delivery = insert(lead, frappe, authorization.get(), left);
    return delivery instanceof Blocked
        ? replaced(frappe, authorization.get())
            .map(renewed -> insert(lead, frappe, renewed, left))
            .orElse(delivery)
        : delivery;
  }

  private DeliveryResult insert(
      OutgoingLead lead, FrappeSetting frappe, String authorization, Deadline left) {
    FrappeSite site = new FrappeSite(calls, frappe.site(), authorization, left);
    DeliveryResult delivery =
        new FrappeDelivery(site, frappe, lead, types, clock.instant())
            .insertIfAbsent(() -> doctype(site, frappe));
    if (delivery instanceof Blocked || delivery instanceof Rejected) {
      doctypes.forget(key(frappe));
    }
    return delivery;
  }

  /** Returns the doctype from the cache, including a failed read. */
  private Doctype.Read doctype(FrappeSite site, FrappeSetting frappe) {
    return doctypes
        .get(key(frappe))
        .orElseGet(() -> remembered(frappe, Doctype.read(site, frappe.doctype())));
  }

  @Override
  public Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return types.typeMismatch(field, value);
  }

  /** Returns the current credentials if they differ from the rejected ones. */
  private Optional<String> replaced(FrappeSetting frappe, String refused) {
    frappe.credentials().forEach(secrets::reread);
    return frappe.authorization(secrets).filter(now -> !now.equals(refused));
  }

  @Override
  public InspectionResult inspect(DestinationSetting setting) {
    FrappeSetting frappe = FrappeSetting.read(setting.reader(), egressPolicy, settings);
    Optional<String> authorization = frappe.authorization(secrets);
    if (authorization.isEmpty()) {
      return InspectionResult.warning("token: " + NO_TOKEN + "; the site was not checked");
    }
    FrappeSite site =
        new FrappeSite(calls, frappe.site(), authorization.get(), Deadline.of(TO_INSPECT));
    Doctype.Read read = Doctype.read(site, frappe.doctype());
    if (read.doctype().isPresent()) {
      remembered(frappe, read);
    }
    return read.doctype()
        .map(doctype -> inspected(frappe, doctype))
        .orElseGet(() -> notInspected(frappe, read.reply()));
  }

  @Override
  public boolean hasOwnFields() {
    return true;
  }

  @Override
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    FrappeSetting frappe = FrappeSetting.read(setting.reader(), egressPolicy, settings);
    return doctypes
        .get(key(frappe))
        .map(read -> read.doctype().map(Doctype::fields))
        .orElseGet(() -> inspect(setting).fields());
  }

  private Doctype.Read remembered(FrappeSetting frappe, Doctype.Read read) {
    if (read.isFinal()) {
      doctypes.put(key(frappe), read);
    }
    return read;
  }

  private static SiteDoctype key(FrappeSetting frappe) {
    return new SiteDoctype(frappe.site(), frappe.doctype());
  }

  private static InspectionResult inspected(FrappeSetting frappe, Doctype doctype) {
    String unique = frappe.uniqueField();
    List<DestinationField> fields =
        doctype.fields().stream().filter(field -> !field.name().equals(unique)).toList();
    List<String> mistakes =
        doctype.mistake(unique).map(mistake -> "uniqueField: " + mistake).stream().toList();
    return new InspectionResult(Optional.of(fields), false, mistakes, List.of());
  }

  private static InspectionResult notInspected(FrappeSetting frappe, HttpResult reply) {
    if (reply instanceof HttpResult.NotSent notSent) {
      return InspectionResult.mistake("url: " + notSent.message());
    }
    if (reply instanceof HttpResult.Silence silence) {
      return InspectionResult.warning(
          "url: " + silence.message() + "; its fields were not checked");
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    FrappeError error = FrappeError.of(answered.json());
    return answered.status() == 404 && error.isNotFound()
        ? InspectionResult.mistake(
            "doctype: \"%s\" is not a doctype of this site".formatted(frappe.doctype()))
        : InspectionResult.warning(
            "url: %s answered %d %s; its fields were not checked"
                .formatted(
                    frappe.site().getHost(), answered.status(), error.safeMessage(Map.of())));
  }
}
