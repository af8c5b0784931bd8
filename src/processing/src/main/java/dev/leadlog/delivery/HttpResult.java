package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.text.Json;

/** The result of an HTTP call. */
public sealed interface HttpResult {

  /**
   * The server responded.
   *
   * @param retryAfter the header; null if there was none
   * @param location the header; null if there was none
   * @param body null if it was longer than 1 MiB or incomplete
   */
  record Answered(int status, String retryAfter, String location, String body)
      implements HttpResult {

    public boolean isSuccess() {
      return status >= 200 && status <= 299;
    }

    Answered withBody(String text) {
      return new Answered(status, retryAfter, location, text);
    }

    /** Returns the body as JSON; a missing node if it is not JSON. */
    public JsonNode json() {
      return body == null ? MissingNode.getInstance() : Json.read(body).orElse(missing());
    }

    private static JsonNode missing() {
      return MissingNode.getInstance();
    }

    /** The body may hold personal data. */
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /** There is no response. */
  sealed interface NoAnswer extends HttpResult {

    /** Returns the host and what happened, never the URL, which may be a secret. */
    String message();
  }

  /** No response arrived in time; the server may have received the call. */
  record Silence(String message) implements NoAnswer {}

  /** Nothing was sent, because the egress policy does not allow the address. */
  record NotSent(String message) implements NoAnswer {}
}
