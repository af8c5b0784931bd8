package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.text.Json;
import java.util.regex.Pattern;

/**
 * A response of the Graph API.
 *
 * @param status HTTP status
 * @param body the body as text
 * @param json the body as JSON; a missing node if it is not JSON
 * @param usage the header {@code X-Business-Use-Case-Usage}; null if it is missing
 * @param appUsage the header {@code X-App-Usage}; null if it is missing
 */
record GraphResponse(int status, String body, JsonNode json, String usage, String appUsage) {

  /** No word in Meta's messages is this long, but tokens and proofs are. */
  private static final Pattern SECRET =
      Pattern.compile("(?<=Malformed access token )\\S+|[\\w|%-]{40,}");

  /** The status of a call that timed out. */
  static final int TIMED_OUT = -1;

  static GraphResponse of(int status, String body, String usage) {
    return of(status, body, usage, null);
  }

  static GraphResponse of(int status, String body, String usage, String appUsage) {
    String text = body == null ? "" : body;
    JsonNode json = Json.read(text).orElse(MissingNode.getInstance());
    return new GraphResponse(status, text, json, usage, appUsage);
  }

  /** Meta also returns errors with status 200. */
  boolean isError() {
    return status < 200 || status > 299 || json.has("error");
  }

  boolean isUnreadable() {
    return !json.isObject();
  }

  JsonNode error() {
    return json.path("error");
  }

  int code() {
    return error().path("code").asInt(0);
  }

  int subcode() {
    return error().path("error_subcode").asInt(0);
  }

  String message() {
    return messageOf(error());
  }

  /**
   * Returns the message of a Meta error without tokens. Meta repeats a token that it calls
   * malformed, for example one that was stored with its quotes.
   */
  static String messageOf(JsonNode error) {
    return SECRET.matcher(error.path("message").asText("")).replaceAll("[token]");
  }

  /** Returns the message with the codes that are needed to look it up at Meta. */
  String messageWithCodes() {
    if (status == TIMED_OUT) {
      return "Meta did not answer in time";
    }
    if (error().isMissingNode()) {
      return "Meta answered with HTTP " + status + " without a readable error";
    }
    String message = message().length() > 300 ? message().substring(0, 300) + "…" : message();
    return "Meta: %s (code %d, subcode %d, fbtrace_id %s)"
        .formatted(message, code(), subcode(), error().path("fbtrace_id").asText("none"));
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "GraphResponse[" + status + ", " + code() + "/" + subcode() + "]";
  }
}
