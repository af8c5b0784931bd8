package dev.leadlog.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutboundHttpClient;
import dev.leadlog.text.Json;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls a Salesforce org with one access token, within a deadline (source: Salesforce, "REST API
 * Developer Guide", version 68.0).
 */
record SalesforceOrg(OutboundHttpClient calls, SalesforceAccess.Granted access, Deadline left) {

  private static final String OBJECTS = "/services/data/v68.0/sobjects/";

  HttpResult describe(String object) {
    return call("GET", OBJECTS + object + "/describe", Map.of(), null);
  }

  /**
   * Finds a record by its external id.
   *
   * @param id the leadgen id, which is digits
   */
  HttpResult find(SalesforceSetting setting, String id) {
    return call("GET", path(setting, id) + "?fields=Id", Map.of(), null);
  }

  /** Creates or updates the record; the body has neither Id nor external id. */
  HttpResult upsert(SalesforceSetting setting, String id, JsonNode fields) {
    Map<String, String> headers =
        setting.allowDuplicates()
            ? Map.of("Sforce-Duplicate-Rule-Header", "allowSave=true")
            : Map.of();
    return call("PATCH", path(setting, id), headers, fields);
  }

  String host() {
    return access.instance().getHost();
  }

  private static String path(SalesforceSetting setting, String id) {
    return OBJECTS + setting.object() + "/" + setting.externalIdField() + "/" + id;
  }

  private HttpResult call(String method, String path, Map<String, String> more, JsonNode body) {
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Authorization", "Bearer " + access.token());
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    URI url = URI.create(access.instance().toString().replaceFirst("/+$", "") + path);
    return calls.call(
        new OutboundHttpClient.Call(method, url, headers, body == null ? null : Json.text(body)),
        left.duration());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SalesforceOrg[" + host() + "]";
  }
}
