package dev.leadlog.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutboundHttpClient;
import dev.leadlog.text.Json;
import java.net.URI;
import java.util.Map;

/**
 * Calls a HubSpot account with one token, within a deadline (source: HubSpot, "CRM API, contacts"
 * 2026-03 and "Properties API" v3).
 */
record HubspotAccount(OutboundHttpClient calls, URI url, String authorization, Deadline left) {

  private static final String CONTACTS = "/crm/objects/2026-03/contacts/batch/";
  private static final String PROPERTIES = "/crm/v3/properties/contacts";

  HttpResult properties() {
    return call("GET", PROPERTIES, null);
  }

  HttpResult createProperty(JsonNode property) {
    return call("POST", PROPERTIES, property);
  }

  /**
   * @param operation {@code upsert}, {@code update} or {@code read}
   */
  HttpResult contacts(String operation, JsonNode body) {
    return call("POST", CONTACTS + operation, body);
  }

  String host() {
    return url.getHost();
  }

  private HttpResult call(String method, String path, JsonNode body) {
    Map<String, String> headers =
        body == null
            ? Map.of("Authorization", authorization)
            : Map.of("Authorization", authorization, "Content-Type", "application/json");
    URI address = URI.create(url.toString().replaceFirst("/+$", "") + path);
    return calls.call(
        new OutboundHttpClient.Call(
            method, address, headers, body == null ? null : Json.text(body)),
        left.duration());
  }

  /** Without the authorization. */
  @Override
  public String toString() {
    return "HubspotAccount[" + host() + "]";
  }
}
