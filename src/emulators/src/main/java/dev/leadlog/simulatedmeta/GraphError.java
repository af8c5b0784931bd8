package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/** Creates error responses in the formats of the Graph API. */
final class GraphError {

  static MetaResponse of(int code, int subcode, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error").put("message", message).put("type", type);
    error.put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    error.put("fbtrace_id", "ASimulatedTrace" + code);
    return MetaResponse.json(400, body);
  }

  static MetaResponse unknown(String id) {
    return of(
        100,
        33,
        "GraphMethodException",
        "Unsupported get request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation."
            .formatted(id));
  }

  static MetaResponse badToken() {
    return of(
        190,
        460,
        "OAuthException",
        "Error validating access token: the session has been invalidated.");
  }

  /** The response to a read that fails because of the fault. */
  static MetaResponse of(Fault fault, String pageId) {
    return switch (fault) {
      case THROTTLED ->
          of(
                  80005,
                  2446079,
                  "OAuthException",
                  "There have been too many leads api calls to this account.")
              .with(usage(pageId, 100));
      case UNAVAILABLE -> MetaResponse.text(503, "Service Unavailable");
      case TIMEOUT -> MetaResponse.text(504, "").after(Duration.ofSeconds(20));
      case NOT_JSON -> MetaResponse.text(200, "Service Unavailable");
      case EMPTY -> MetaResponse.text(200, "{\"id\":\"0\"}");
      case OTHER_LEAD -> MetaResponse.text(200, "{\"id\":\"99999999999\",\"field_data\":[]}");
      case TRANSIENT -> {
        MetaResponse error =
            of(
                2,
                0,
                "OAuthException",
                "An unexpected error has occurred. Please retry your request later.");
        yield new MetaResponse(500, error.body(), error.headers(), error.delay());
      }
      case TOO_MUCH_DATA -> {
        MetaResponse error =
            of(
                1,
                0,
                "OAuthException",
                "Please reduce the amount of data you're asking for, then retry your request");
        yield new MetaResponse(500, error.body(), error.headers(), error.delay());
      }
      case TOKEN_DEAD -> badToken();
      case PERMISSION_MISSING, NO_ADS_PERMISSION ->
          of(
              200,
              0,
              "OAuthException",
              "(#200) Requires leads_retrieval permission to manage the object");
      case ACCESS_REVOKED ->
          of(103, 0, "OAuthException", "(#103) CRM access has been revoked for this page");
      case BLOCKED ->
          of(
              368,
              0,
              "OAuthException",
              "The action attempted has been deemed abusive or is otherwise disallowed");
      case NOT_THERE_YET ->
          of(
              803,
              0,
              "OAuthException",
              "(#803) Some of the aliases you requested do not exist: the lead");
      case NO_SUCH_FIELD ->
          of(100, 0, "OAuthException", "(#100) Tried accessing nonexisting field (vehicle)");
      case NO_SUCH_CAPABILITY ->
          of(
              3,
              0,
              "OAuthException",
              "(#3) Application does not have the capability to make this API call.");
      case PERMISSION_NAMED ->
          of(
              100,
              0,
              "OAuthException",
              "(#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature, or does not support this operation. This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.");
      case VERSION_OVER ->
          of(
              2635,
              0,
              "FacebookApiException",
              "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version.");
      case CURSOR_EXPIRED -> of(100, 0, "OAuthException", "(#100) Invalid cursor");
      case BAD_REQUEST -> of(100, 0, "OAuthException", "(#100) Tried accessing nonexisting field");
      default -> throw new IllegalStateException(fault + " does not make a read fail");
    };
  }

  /** Meta's usage headers with the given percentage. */
  static Map<String, String> usage(String pageId, int percent) {
    return Map.of(
        "X-App-Usage",
        "{\"call_count\":%d,\"total_cputime\":1,\"total_time\":1}".formatted(percent),
        "X-Business-Use-Case-Usage",
        "{\"%s\":[{\"type\":\"leads\",\"call_count\":%d,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":0}]}"
            .formatted(pageId, percent));
  }

  private GraphError() {}
}
