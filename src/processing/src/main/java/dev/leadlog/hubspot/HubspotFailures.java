package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.HttpFailures;
import dev.leadlog.delivery.HttpResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Classifies failed calls to HubSpot.
 *
 * @param host the host name, for messages
 * @param fields the delivered fields, whose values must not appear in messages
 */
record HubspotFailures(String host, Map<String, JsonNode> fields, Instant now) {

  /** The burst limit counts the calls of ten seconds (source: HubSpot, "Usage guidelines"). */
  private static final Duration BURST = Duration.ofSeconds(10);

  DeliveryResult of(HttpResult reply) {
    if (reply instanceof HttpResult.NoAnswer none) {
      return HttpFailures.of(none);
    }
    HttpResult.Answered answered = (HttpResult.Answered) reply;
    HubspotError error = HubspotError.of(answered.json());
    if (answered.status() == 429 || error.isOfLimit()) {
      return limited(answered, error);
    }
    if (answered.status() == 401 || answered.status() == 403) {
      return accessDenied(error, answered.status());
    }
    return answered.status() == 409 && error.isConflict()
        ? of(error)
        : HttpFailures.of(answered, host, error.safeMessage(fields), fields, now);
  }

  /** Classifies the error of one input of a batch. */
  DeliveryResult of(HubspotError error) {
    if (error.isOfLimit() || error.isTemporary()) {
      return new Unreachable(message(error, "could not accept the lead now"));
    }
    if (error.lacksScopes() || error.isAccessDenied()) {
      return accessDenied(error, 207);
    }
    return new Rejected(error.isConflict() ? conflict(error) : message(error, "rejected the lead"));
  }

  private DeliveryResult limited(HttpResult.Answered answered, HubspotError error) {
    Instant notBefore =
        HttpFailures.notBefore(answered.retryAfter(), now)
            .orElseGet(() -> now.plus(error.isOfDay() ? HttpFailures.LONGEST_WAIT : BURST));
    String limit =
        error.isOfDay()
            ? "the account's daily limit of calls is used up; raise the limit, or reduce"
                + " the calls of other apps"
            : "the account's limit of calls in ten seconds is used up";
    return new Unreachable(host + " answered " + answered.status() + ": " + limit, notBefore);
  }

  private DeliveryResult accessDenied(HubspotError error, int status) {
    String remedy =
        error.lacksScopes()
            ? "; give the private app the scopes crm.objects.contacts.read,"
                + " crm.objects.contacts.write and crm.schemas.contacts.read"
            : "; renew the access token in the destination's token parameter";
    return new Blocked(message(error, "denied access (%d)".formatted(status)) + remedy);
  }

  private String conflict(HubspotError error) {
    String which = error.existing().map(id -> ", contact " + id).orElse("");
    return message(error, "already has this contact" + which)
        + "; set \"mergeByEmail\": true to update the contact that has the e-mail address, or leave"
        + " the e-mail address out of the mapping";
  }

  private String message(HubspotError error, String what) {
    String said = error.safeMessage(fields);
    return host + " " + what + (said.isEmpty() ? "" : ": " + said);
  }

  /** The fields are personal data. */
  @Override
  public String toString() {
    return "HubspotFailures[" + host + "]";
  }
}
