package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.crm.Conversion;
import dev.leadlog.crm.FieldTypes;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Delivers one lead to a Frappe site: searches for its document, inserts it and assigns it. */
final class FrappeDelivery {

  /** The result of searching for a document, or of inserting it. */
  private sealed interface Step {

    record Found(String name) implements Step {}

    record Absent() implements Step {}

    record Failed(DeliveryResult delivery) implements Step {}
  }

  private static final Set<Integer> ACCESS_DENIED = Set.of(401, 403);

  private static final String NOT_CONVERTED =
      "the fields of %s could not be read, so the values were sent unchanged; give"
          + " the token's user the right to read DocType";

  private final FrappeSite site;
  private final FrappeSetting setting;
  private final OutgoingLead lead;
  private final FieldTypes types;
  private final Instant now;
  private String remark;

  FrappeDelivery(
      FrappeSite site, FrappeSetting setting, OutgoingLead lead, FieldTypes types, Instant now) {
    this.site = site;
    this.setting = setting;
    this.lead = lead;
    this.types = types;
    this.now = now;
  }

  /**
   * @param doctype reads the doctype; called only if a document must be inserted
   */
  DeliveryResult insertIfAbsent(Supplier<Doctype.Read> doctype) {
    Step step = look();
    if (step instanceof Step.Absent) {
      step = insert(doctype.get());
    }
    if (step instanceof Step.Found found) {
      return delivered(found.name());
    }
    return ((Step.Failed) step).delivery();
  }

  private Step look() {
    String field = setting.uniqueField();
    HttpResult reply =
        site.get(
            FrappeSite.resource(setting.doctype()),
            Map.of(
                "filters",
                "[[\"%s\",\"=\",\"%s\"]]".formatted(field, id()),
                "fields",
                "[\"name\",\"%s\"]".formatted(field),
                "limit_page_length",
                "1"));
    if (!(reply instanceof HttpResult.Answered answered) || !answered.isSuccess()) {
      return new Step.Failed(failure(reply));
    }
    JsonNode records = answered.json().path("data");
    return records.isArray() ? looked(records) : unreadable();
  }

  private Step looked(JsonNode records) {
    return StreamSupport.stream(records.spliterator(), false)
        .filter(one -> one.path(setting.uniqueField()).asText().equals(id()))
        .map(one -> one.path("name").asText())
        .filter(FrappeDelivery::isName)
        .findFirst()
        .<Step>map(Step.Found::new)
        .orElseGet(Step.Absent::new);
  }

  private Step insert(Doctype.Read read) {
    if (!read.isFinal()) {
      boolean answered = read.reply() instanceof HttpResult.Answered answer && answer.isSuccess();
      return answered ? unreadable() : new Step.Failed(failure(read.reply()));
    }
    Optional<String> mistake = read.doctype().flatMap(d -> d.mistake(setting.uniqueField()));
    if (mistake.isPresent()) {
      return new Step.Failed(new Blocked("uniqueField: " + mistake.get()));
    }
    if (read.doctype().isEmpty()) {
      remark = NOT_CONVERTED.formatted(setting.doctype());
    }
    Conversion conversion =
        Conversion.of(lead.fields(), read.doctype().map(Doctype::fields).orElse(List.of()), types);
    return conversion.problems().isEmpty()
        ? insert(conversion.values())
        : new Step.Failed(new InvalidValues(conversion.problems()));
  }

  private Step insert(Map<String, JsonNode> values) {
    ObjectNode document = Json.object();
    values.forEach(document::set);
    document.put(setting.uniqueField(), id());
    HttpResult reply = site.post(FrappeSite.resource(setting.doctype()), document);
    if (!(reply instanceof HttpResult.Answered answered)) {
      return new Step.Failed(failure(reply));
    }
    if (answered.isSuccess()) {
      String name = answered.json().path("data").path("name").asText("");
      return isName(name) ? new Step.Found(name) : unreadable();
    }
    return answered.status() == 409 || FrappeError.of(answered.json()).isDuplicate()
        ? duplicate(answered)
        : new Step.Failed(failure(answered));
  }

  /**
   * Another worker may have inserted the document, or another field is unique too, such as an
   * e-mail address.
   */
  private Step duplicate(HttpResult.Answered refused) {
    Step step = look();
    return step instanceof Step.Absent
        ? new Step.Failed(
            new Rejected(message(refused, "already has a record with the same unique value")))
        : step;
  }

  /**
   * Frappe's document names have at most 140 characters; a longer one would not fit into the log.
   */
  private static boolean isName(String text) {
    return !text.isEmpty() && text.length() <= 140;
  }

  /** The next attempt searches for the document again. */
  private Step unreadable() {
    return new Step.Failed(Unreachable.unexpectedResponse(site.host()));
  }

  private Delivered delivered(String name) {
    String doctype = setting.doctype();
    String assigned =
        setting.assignee(lead.log().leadgenId()).map(user -> assign(name, user)).orElse(null);
    String remarks =
        Stream.of(remark, assigned).filter(Objects::nonNull).collect(Collectors.joining("; "));
    return new Delivered(
        new LeadDocReference(doctype, name, site.page(doctype, name)),
        remarks.isEmpty() ? null : remarks);
  }

  /**
   * Assigns the document; Frappe ignores a repeated assignment.
   *
   * @return what failed; null for nothing
   */
  private String assign(String name, String user) {
    ObjectNode request = Json.object().put("doctype", setting.doctype()).put("name", name);
    request.put("assign_to", Json.text(Json.object().arrayNode().add(user)));
    HttpResult reply = site.post("/api/method/frappe.desk.form.assign_to.add", request);
    if (reply instanceof HttpResult.Answered answered) {
      boolean assigned =
          answered.isSuccess()
              || FrappeError.of(answered.json()).type().equals("DuplicateToDoError");
      return assigned ? null : notAssigned(user, message(answered, "refused"));
    }
    return notAssigned(user, ((HttpResult.NoAnswer) reply).message());
  }

  private static String notAssigned(String user, String why) {
    return "the record was created, but not assigned to " + user + ": " + why;
  }

  private DeliveryResult failure(HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return HttpFailures.of(none);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    FrappeError error = FrappeError.of(answered.json());
    if (error.isTemporary()) {
      return new Unreachable(
          message(answered, "is busy"),
          HttpFailures.notBefore(answered.retryAfter(), now).orElse(null));
    }
    if (error.doesNotFit()) {
      return new Rejected(message(answered, "cannot hold a value"));
    }
    return ACCESS_DENIED.contains(answered.status())
        ? new Blocked(
            message(answered, "denied access")
                + "; renew the API key in the destination's token parameter, or give its user"
                + " the right to read and create "
                + setting.doctype())
        : HttpFailures.of(
            answered, site.host(), error.safeMessage(lead.fields()), lead.fields(), now);
  }

  private String message(HttpResult.Answered answered, String what) {
    String said = FrappeError.of(answered.json()).safeMessage(lead.fields());
    return "%s %s (%d)%s"
        .formatted(site.host(), what, answered.status(), said.isEmpty() ? "" : ": " + said);
  }

  private String id() {
    return lead.log().leadgenId().text();
  }
}
