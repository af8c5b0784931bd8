package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.crm.Conversion;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.InvalidValues;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.HttpFailures;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Delivers one lead to a Salesforce org with an upsert by its external id. */
final class SalesforceDelivery {

  /** Salesforce's limit on concurrent calls counts calls that run for 20 seconds or more. */
  private static final Duration CONCURRENCY = Duration.ofSeconds(20);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");

  private static final String NOT_CONVERTED =
      "the fields of %s could not be read, so the values were sent unchanged; let"
          + " the app's user see the object";

  private final SalesforceOrg org;
  private final SalesforceSetting setting;
  private final OutgoingLead lead;
  private final Instant now;
  private boolean tokenRefused;
  private String remark;

  SalesforceDelivery(SalesforceOrg org, SalesforceSetting setting, OutgoingLead lead, Instant now) {
    this.org = org;
    this.setting = setting;
    this.lead = lead;
    this.now = now;
  }

  /** Returns whether the access token was rejected, so that a new one may help. */
  boolean isTokenRefused() {
    return tokenRefused;
  }

  DeliveryResult send(SalesforceObject.Read read) {
    if (!read.isFinal()) {
      boolean answered = read.reply() instanceof HttpResult.Answered answer && answer.isSuccess();
      return answered ? unreadable() : failure(read.reply());
    }
    Optional<String> mistake =
        read.object().flatMap(object -> object.mistake(setting.externalIdField()));
    if (mistake.isPresent()) {
      return new Blocked("externalIdField: " + mistake.get());
    }
    if (read.object().isEmpty()) {
      remark = NOT_CONVERTED.formatted(setting.object());
    }
    Conversion conversion =
        Conversion.of(
            lead.fields(),
            read.object().map(SalesforceObject::fields).orElse(List.of()),
            new SalesforceTypes());
    return conversion.problems().isEmpty()
        ? upsert(conversion.values())
        : new InvalidValues(conversion.problems());
  }

  private DeliveryResult upsert(Map<String, JsonNode> values) {
    ObjectNode body = Json.object().setAll(values);
    body.remove(List.of("Id", setting.externalIdField()));
    HttpResult reply = org.upsert(setting, id(), body);
    if (!(reply instanceof HttpResult.Answered answered) || !answered.isSuccess()) {
      return refused(reply);
    }
    return delivered(answered.json().path("id").asText("")).orElseGet(this::find);
  }

  private DeliveryResult refused(HttpResult reply) {
    if (!(reply instanceof HttpResult.Answered answered)) {
      return failure(reply);
    }
    SalesforceError error = SalesforceError.of(answered.json());
    if (error.isConvertedLead()) {
      return find();
    }
    return error.isTaken(setting.externalIdField())
        ? new Unreachable(org.host() + " is already creating a record for this lead")
        : failure(reply);
  }

  /** Reads the id of the record after a response without one. */
  private DeliveryResult find() {
    HttpResult reply = org.find(setting, id());
    if (!(reply instanceof HttpResult.Answered answered) || !answered.isSuccess()) {
      return failure(reply);
    }
    return delivered(answered.json().path("Id").asText("")).orElseGet(this::unreadable);
  }

  private Optional<DeliveryResult> delivered(String record) {
    return ID.matcher(record).matches()
        ? Optional.of(
            new Delivered(
                new LeadDocReference(setting.object(), record, setting.page(record)), remark))
        : Optional.empty();
  }

  private DeliveryResult failure(HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return HttpFailures.of(none);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    if (answered.status() == 300) {
      return new Rejected(several());
    }
    if (SalesforceTokens.isRedirect(answered)) {
      return SalesforceTokens.moved(org.host(), answered);
    }
    SalesforceError error = SalesforceError.of(answered.json());
    tokenRefused = answered.status() == 401;
    if (error.isOfLimit()) {
      return limited(answered, error);
    }
    if (error.isTemporary()) {
      return new Unreachable(
          message(answered, "is busy"),
          HttpFailures.notBefore(answered.retryAfter(), now).orElse(null));
    }
    return error.isNotAllowed() || answered.status() == 401 || answered.status() == 403
        ? new Blocked(message(answered, "denied access") + remedy())
        : HttpFailures.of(
            answered, org.host(), error.safeMessage(lead.fields()), lead.fields(), now);
  }

  private DeliveryResult limited(HttpResult.Answered answered, SalesforceError error) {
    Instant notBefore = now.plus(error.isOfConcurrency() ? CONCURRENCY : HttpFailures.LONGEST_WAIT);
    String limit =
        error.isOfConcurrency()
            ? "the org's limit of concurrent calls is reached"
            : "the org's limit of calls in 24 hours is used up; raise the limit, or reduce"
                + " the calls of other apps";
    return new Unreachable(
        "%s answered %d %s: %s".formatted(org.host(), answered.status(), error.code(), limit),
        HttpFailures.notBefore(answered.retryAfter(), now).orElse(notBefore));
  }

  private String several() {
    return ("%s has several records of %s with this leadgen id (300); select Unique for"
            + " the field %s, delete all but one of them, then process the lead again")
        .formatted(org.host(), setting.object(), setting.externalIdField());
  }

  private String remedy() {
    return "; let the app's run-as user read, create and edit %s and its field %s"
        .formatted(setting.object(), setting.externalIdField());
  }

  private String message(HttpResult.Answered answered, String what) {
    String said = SalesforceError.of(answered.json()).safeMessage(lead.fields());
    return "%s %s (%d)%s"
        .formatted(org.host(), what, answered.status(), said.isEmpty() ? "" : ": " + said);
  }

  /** The next attempt shows whether there is a record. */
  private DeliveryResult unreadable() {
    return Unreachable.unexpectedResponse(org.host());
  }

  private String id() {
    return lead.log().leadgenId().text();
  }
}
