package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.text.Json;

/** What came of a call. */
public sealed interface HttpResult {

  /**
   * Something answered.
   *
   * @param retryAfter the header; null where there was none
   * @param location the header; null where there was none
   * @param body null where it was longer than 1 MiB, or broke off
   */
  record Answered(int status, String retryAfter, String location, String body)
      implements HttpResult {

    public boolean isSuccess() {
      return status >= 200 && status <= 299;
    }

    Answered withBody(String text) {
      return new Answered(status, retryAfter, location, text);
    }

    /** Missing where it is none. */
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

  /** There is no answer. */
  sealed interface NoAnswer extends HttpResult {

    /** The host, and what happened; never the URL, which may be a secret. */
    String message();
  }

  /** Nothing answered in time: whether the call has arrived is not known. */
  record Silence(String message) implements NoAnswer {}

  /** Nothing was sent, since the address is none that may be called. */
  record NotSent(String message) implements NoAnswer {}
}
