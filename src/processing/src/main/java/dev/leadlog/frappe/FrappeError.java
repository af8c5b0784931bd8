package dev.leadlog.frappe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.PersonalDataFilter;
import dev.leadlog.html.HtmlText;
import dev.leadlog.text.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An error response of Frappe: {@code exc_type}, the exception's class; {@code _server_messages}, a
 * JSON list of JSON objects as texts, each with a {@code message} in HTML; and {@code exception},
 * the class with its message (source: Frappe Framework, {@code frappe.app} and {@code
 * frappe.utils.response}).
 *
 * @param type the exception's class; empty if it is missing
 * @param message the text without HTML; it may contain a person's answers
 * @param doesNotFit whether the site's database rejected a value, for which Frappe responds with
 *     500
 */
record FrappeError(String type, String message, boolean doesNotFit) {

  private static final Set<String> DUPLICATE =
      Set.of("DuplicateEntryError", "UniqueValidationError");

  /** Temporary errors; some of them have a status that does not show it. */
  private static final Set<String> PASSING =
      Set.of(
          "QueryDeadlockError",
          "QueryTimeoutError",
          "RateLimitExceededError",
          "SessionStopped",
          "InReadOnlyMode",
          "TooManyRequestsError");

  /**
   * Errors of MariaDB: out of range, truncated, not a date, not a number, too long; the class names
   * are those of the MariaDB and PostgreSQL drivers.
   */
  private static final Pattern NO_FIT = Pattern.compile("\\((?:1264|1265|1292|1366|1406), ");

  private static final Set<String> NO_FIT_TYPES =
      Set.of(
          "DataError",
          "DatetimeFieldOverflow",
          "InvalidDatetimeFormat",
          "InvalidTextRepresentation",
          "NumericValueOutOfRange",
          "StringDataRightTruncation");

  /** The part of a database message that repeats a value. */
  private static final Pattern REPEATED = Pattern.compile("(value)s?: '[^\n]*' (for column)");

  /** The server may return any text of any length. */
  private static final Pattern CLASS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private static final int LONGEST_READ = 10_000;

  static FrappeError of(JsonNode body) {
    String exception = body.path("exception").asText("");
    int colon = exception.indexOf(':');
    String thrown = colon < 0 ? exception : exception.substring(0, colon);
    String type = body.path("exc_type").asText(thrown.substring(thrown.lastIndexOf('.') + 1));
    boolean doesNotFit =
        NO_FIT_TYPES.contains(type)
            || NO_FIT.matcher(exception).find()
            || NO_FIT.matcher(body.path("exc").asText("")).find();
    String said =
        messages(body)
            .or(() -> Optional.of(colon < 0 ? "" : exception.substring(colon + 1)))
            .filter(text -> !text.isBlank())
            .orElseGet(() -> body.path("message").asText(""));
    return new FrappeError(
        CLASS.matcher(type).matches() ? type : "",
        HtmlText.of(
            REPEATED
                .matcher(said.substring(0, Math.min(said.length(), LONGEST_READ)))
                .replaceAll("$1 $2")),
        doesNotFit);
  }

  boolean isDuplicate() {
    return DUPLICATE.contains(type);
  }

  /** Returns whether the error is temporary, regardless of the status. */
  boolean isTemporary() {
    return PASSING.contains(type);
  }

  boolean isNotFound() {
    return type.equals("DoesNotExistError");
  }

  /** Returns type and message without personal data. */
  String safeMessage(Map<String, JsonNode> fields) {
    String clean = PersonalDataFilter.removedFrom(message, fields);
    return Stream.of(type, clean).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
  }

  private static Optional<String> messages(JsonNode body) {
    JsonNode list = Json.read(body.path("_server_messages").asText("")).orElse(Json.object());
    String all =
        StreamSupport.stream(list.spliterator(), false)
            .map(FrappeError::message)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("; "));
    return Optional.of(all).filter(text -> !text.isEmpty());
  }

  /** The element is a JSON object as text; older versions send the plain text. */
  private static String message(JsonNode element) {
    String text = element.asText("");
    return Json.read(text)
        .map(said -> said.isObject() ? said.path("message").asText("") : said.asText(""))
        .orElse(text);
  }

  /** The message may hold personal data. */
  @Override
  public String toString() {
    return "FrappeError[" + type + "]";
  }
}
