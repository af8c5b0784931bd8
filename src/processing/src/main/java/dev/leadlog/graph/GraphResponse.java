package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.text.Json;
import java.util.regex.Pattern;

/**
 * An answer of the Graph API.
 *
 * @param status HTTP status
 * @param body as text
 * @param json the body as JSON; missing where it is none
 * @param usage the header {@code X-Business-Use-Case-Usage}; null where there was none
 * @param appUsage the header {@code X-App-Usage}; null where there was none
 */
record GraphResponse(int status, String body, JsonNode json, String usage, String appUsage) {

  /** No word of Meta's has so many characters; a token and a proof have more. */
  private static final Pattern SECRET =
      Pattern.compile("(?<=Malformed access token )\\S+|[\\w|%-]{40,}");

  /** The status of a call that Meta did not answer in time. */
  static final int TIMED_OUT = -1;

  static GraphResponse of(int status, String body, String usage) {
    return of(status, body, usage, null);
  }

  static GraphResponse of(int status, String body, String usage, String appUsage) {
    String text = body == null ? "" : body;
    JsonNode json = Json.read(text).orElse(MissingNode.getInstance());
    return new GraphResponse(status, text, json, usage, appUsage);
  }

  /** Meta puts errors into 200s too. */
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
   * What an error of Meta's says, without a token: Meta repeats one that it calls malformed, as
   * when it was stored with its quotes.
   */
  static String messageOf(JsonNode error) {
    return SECRET.matcher(error.path("message").asText("")).replaceAll("[token]");
  }

  /** What a person needs to look it up at Meta. */
  String messageWithCodes() {
    if (status == TIMED_OUT) {
      return "Meta did not answer in time";
    }
    if (error().isMissingNode()) {
      return "Meta answered HTTP " + status + " without an error that can be read";
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
