package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.crm.Conversion;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.InvalidValues;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Delivers one lead to a HubSpot account: an upsert, or an update of the contact with its e-mail
 * address.
 */
final class HubspotDelivery {

  private static final String NOT_CONVERTED =
      "the contact properties could not be read, so the values were sent"
          + " unchanged; give the private app the scope crm.schemas.contacts.read";

  private static final int LONGEST_ID = 20;
  private static final int LONGEST_URL = 500;

  /**
   * A contact that has the lead's e-mail address.
   *
   * @param leadgenId the leadgen id that the contact holds; empty for none
   */
  private record ExistingContact(String contact, String leadgenId) {}

  /** The result of searching for a contact: the contact if there is one, or the failure. */
  private record ContactLookup(Optional<ExistingContact> contact, DeliveryResult failure) {}

  private final HubspotAccount account;
  private final HubspotSetting setting;
  private final OutgoingLead lead;
  private final HubspotFailures failures;
  private String remark;

  HubspotDelivery(HubspotAccount account, HubspotSetting setting, OutgoingLead lead, Instant now) {
    this.account = account;
    this.setting = setting;
    this.lead = lead;
    this.failures = new HubspotFailures(account.host(), lead.fields(), now);
  }

  DeliveryResult send(HubspotProperties.Read read) {
    if (!read.isFinal()) {
      boolean answered = read.reply() instanceof HttpResult.Answered answer && answer.isSuccess();
      return answered ? unreadable() : failures.of(read.reply());
    }
    Optional<String> mistake =
        read.properties().flatMap(properties -> properties.mistake(setting.idProperty()));
    if (mistake.isPresent()) {
      return new Blocked("idProperty: " + mistake.get());
    }
    if (read.properties().isEmpty()) {
      remark = NOT_CONVERTED;
    }
    Conversion conversion =
        Conversion.of(
            lead.fields(),
            read.properties().map(HubspotProperties::fields).orElse(List.of()),
            new HubspotTypes());
    return conversion.problems().isEmpty()
        ? send(conversion.values())
        : new InvalidValues(conversion.problems());
  }

  private DeliveryResult send(Map<String, JsonNode> values) {
    String email = values.getOrDefault("email", MissingNode.getInstance()).asText("").strip();
    return setting.mergeByEmail() && !email.isEmpty() ? merge(values, email) : upsert(values);
  }

  /** Another worker may create the contact between the search and the upsert. */
  private DeliveryResult merge(Map<String, JsonNode> values, String email) {
    ContactLookup looked = look(email);
    if (looked.failure() != null) {
      return looked.failure();
    }
    if (looked.contact().isPresent()) {
      return update(looked.contact().get(), values);
    }
    HttpResult reply = account.contacts("upsert", upsertOf(values));
    if (!error(reply).filter(HubspotError::isConflict).isPresent()) {
      return upserted(reply);
    }
    ContactLookup again = look(email);
    if (again.failure() != null) {
      return again.failure();
    }
    return again.contact().map(known -> update(known, values)).orElseGet(() -> upserted(reply));
  }

  /** Uses POST, because an e-mail address must not be part of a URL. */
  private ContactLookup look(String email) {
    ObjectNode body = Json.object().put("idProperty", "email");
    body.putArray("properties").add(setting.idProperty());
    body.putArray("inputs").addObject().put("id", email);
    HttpResult reply = account.contacts("read", body);
    Optional<HubspotError> error = error(reply);
    if (error.filter(HubspotError::isNotFound).isPresent()) {
      return new ContactLookup(Optional.empty(), null);
    }
    if (error.isPresent() || !isSuccess(reply)) {
      return new ContactLookup(Optional.empty(), failure(reply));
    }
    JsonNode results = ((HttpResult.Answered) reply).json().path("results");
    if (!results.isArray()) {
      return new ContactLookup(Optional.empty(), unreadable());
    }
    JsonNode contact = results.path(0);
    String holds = contact.path("properties").path(setting.idProperty()).asText("");
    return isId(contact.path("id").asText())
        ? new ContactLookup(
            Optional.of(new ExistingContact(contact.path("id").asText(), holds)), null)
        : new ContactLookup(Optional.empty(), null);
  }

  /**
   * Updates an existing contact. A contact of an earlier lead keeps that lead's leadgen id, because
   * a repeated delivery of the earlier lead searches for it.
   */
  private DeliveryResult update(ExistingContact known, Map<String, JsonNode> values) {
    ObjectNode input = input(known.contact(), values);
    if (known.leadgenId().isEmpty()) {
      ((ObjectNode) input.path("properties")).put(setting.idProperty(), id());
    } else if (!known.leadgenId().equals(id())) {
      note(
          "contact %s, which has the same e-mail address, was updated; it keeps the leadgen id %s of"
                  .formatted(known.contact(), known.leadgenId())
              + " the earlier lead");
    }
    return taken(account.contacts("update", inputs(input)));
  }

  private DeliveryResult upsert(Map<String, JsonNode> values) {
    return upserted(account.contacts("upsert", upsertOf(values)));
  }

  private ObjectNode upsertOf(Map<String, JsonNode> values) {
    return inputs(input(id(), values).put("idProperty", setting.idProperty()));
  }

  /**
   * Two concurrent upserts of one lead may conflict; the next attempt finds the contact of the
   * other one.
   */
  private DeliveryResult upserted(HttpResult reply) {
    boolean raced = error(reply).filter(error -> error.isTaken(setting.idProperty())).isPresent();
    return raced
        ? new Unreachable(account.host() + " is already creating a contact for this lead")
        : taken(reply);
  }

  private DeliveryResult taken(HttpResult reply) {
    if (error(reply).isPresent() || !isSuccess(reply)) {
      return failure(reply);
    }
    JsonNode contact = ((HttpResult.Answered) reply).json().path("results").path(0);
    return isId(contact.path("id").asText()) ? delivered(contact) : unreadable();
  }

  private Delivered delivered(JsonNode contact) {
    return new Delivered(
        new LeadDocReference("contact", contact.path("id").asText(), url(contact)), remark);
  }

  /** Returns null for a URL outside of HubSpot's pages, because users follow the link. */
  private String url(JsonNode contact) {
    String url = contact.path("url").asText("");
    boolean isLink =
        url.length() <= LONGEST_URL
            && (url.matches("https://([a-z0-9-]+\\.)*hubspot\\.com/[!-~]*")
                || url.startsWith(account.url() + "/"));
    return isLink ? url : null;
  }

  private DeliveryResult failure(HttpResult reply) {
    Optional<HubspotError> ofInput = isSuccess(reply) ? error(reply) : Optional.empty();
    return ofInput.map(failures::of).orElseGet(() -> failures.of(reply));
  }

  /** Returns the error of the only input, which a 207 has in a list, or of the whole call. */
  private static Optional<HubspotError> error(HttpResult reply) {
    if (!(reply instanceof HttpResult.Answered answered)) {
      return Optional.empty();
    }
    JsonNode error =
        answered.isSuccess() ? answered.json().path("errors").path(0) : answered.json();
    return error.isObject() ? Optional.of(HubspotError.of(error)) : Optional.empty();
  }

  private static boolean isSuccess(HttpResult reply) {
    return reply instanceof HttpResult.Answered answered && answered.isSuccess();
  }

  /** HubSpot returns the trace id and writes it to its logs. */
  private ObjectNode input(String contact, Map<String, JsonNode> values) {
    ObjectNode input = Json.object().put("id", contact).put("objectWriteTraceId", id());
    input.putObject("properties").setAll(values);
    return input;
  }

  private static ObjectNode inputs(ObjectNode input) {
    ObjectNode body = Json.object();
    body.putArray("inputs").add(input);
    return body;
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1," + LONGEST_ID + "}");
  }

  private void note(String message) {
    remark = Stream.of(remark, message).filter(Objects::nonNull).collect(Collectors.joining("; "));
  }

  /** The next attempt shows whether HubSpot has the contact. */
  private DeliveryResult unreadable() {
    return Unreachable.unexpectedResponse(account.host());
  }

  private String id() {
    return lead.log().leadgenId().text();
  }
}
