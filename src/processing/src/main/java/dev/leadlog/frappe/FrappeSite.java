package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Deadline;
import dev.leadlog.delivery.HttpResult;
import dev.leadlog.delivery.OutboundHttpClient;
import dev.leadlog.text.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls a Frappe site as one user, within a deadline (source: Frappe Framework, "REST API"). */
record FrappeSite(OutboundHttpClient calls, URI url, String authorization, Deadline left) {

  /**
   * @param path the path below the site; its segments are encoded
   */
  HttpResult get(String path, Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return call("GET", path + (parameters.isEmpty() ? "" : "?" + parameters), null);
  }

  HttpResult post(String path, ObjectNode body) {
    return call("POST", path, Json.text(body));
  }

  /** {@code /api/resource/<doctype>}. */
  static String resource(String doctype) {
    return "/api/resource/" + encoded(doctype);
  }

  /** Returns the URL of a document in Frappe's user interface. */
  String page(String doctype, String name) {
    String slug = doctype.toLowerCase(Locale.ROOT).replace(' ', '-');
    return root() + "/app/" + encoded(slug) + "/" + encoded(name);
  }

  String host() {
    return url.getHost();
  }

  private HttpResult call(String method, String path, String body) {
    Map<String, String> headers =
        body == null
            ? Map.of("Authorization", authorization)
            : Map.of("Authorization", authorization, "Content-Type", "application/json");
    return calls.call(
        new OutboundHttpClient.Call(method, URI.create(root() + path), headers, body),
        left.duration());
  }

  private String root() {
    return url.toString().replaceFirst("/+$", "");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the authorization. */
  @Override
  public String toString() {
    return "FrappeSite[" + host() + "]";
  }
}
