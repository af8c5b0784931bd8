package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.HttpResult.Answered;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Classifies failed HTTP calls with the same rules for every HTTP destination. */
public final class HttpFailures {

  /** A destination can delay a lead by at most this time at once. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Request Timeout, Too Early, Too Many Requests. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  /** With these statuses the endpoint accepts no lead at present, regardless of its content. */
  private static final Set<Integer> SWITCHED_OFF = Set.of(401, 403, 404, 410);

  private static final Pattern SIGN_IN =
      Pattern.compile(
          "(?i)^https://accounts\\.google\\.com/"
              + "|^[^?#]*/(?:log[-_]?in|sign[-_]?in|servicelogin)(?:[/?#.]|$)");

  /**
   * Classifies a response that is not a success.
   *
   * @param serverName the name of the server, for messages
   * @param serverMessage the destination's own message, without personal data; empty for none
   * @param fields the delivered fields, whose values must not appear in messages
   */
  public static DeliveryResult of(
      Answered response,
      String serverName,
      String serverMessage,
      Map<String, JsonNode> fields,
      Instant now) {
    String message =
        serverName
            + " answered "
            + response.status()
            + (serverMessage.isEmpty() ? "" : ": " + serverMessage);
    if (LATER.contains(response.status()) || response.status() >= 500) {
      return new Unreachable(message, notBefore(response.retryAfter(), now).orElse(null));
    }
    if (SWITCHED_OFF.contains(response.status())) {
      return new Blocked(
          message
              + "; the endpoint is switched off, has moved, or does not accept the"
              + " credentials: check the URL and the credentials");
    }
    boolean isRedirect = response.status() >= 300 && response.status() <= 399;
    return isRedirect ? redirect(response, serverName, fields) : new Rejected(message);
  }

  /**
   * A 303, or a 302 that is used like it, means that the request was handled and the result is
   * elsewhere (source: RFC 9110, 15.4.4). A redirect to a sign-in page means that access was
   * denied.
   */
  static boolean isTakenByRedirect(Answered response) {
    return (response.status() == 302 || response.status() == 303) && !asksToSignIn(response);
  }

  private static DeliveryResult redirect(
      Answered response, String serverName, Map<String, JsonNode> fields) {
    String to = PersonalDataFilter.removedFrom(target(response.location()), fields);
    String redirect =
        "%s answered with a redirect (%d)%s, which is not followed; "
            .formatted(serverName, response.status(), to.isEmpty() ? "" : " to " + to);
    if (asksToSignIn(response)) {
      return new Blocked(
          redirect + "the page asks to sign in: allow requests without sign-in at this URL");
    }
    String elsewhere = "set url to the redirect's target";
    return new Rejected(
        isTakenByRedirect(response)
            ? redirect
                + "the receiver has probably accepted the lead: check there before you process"
                + " it again. Set \"acceptRedirect\": true if it always sends this redirect,"
                + " otherwise "
                + elsewhere
            : redirect + elsewhere);
  }

  private static boolean asksToSignIn(Answered response) {
    return response.location() != null && SIGN_IN.matcher(response.location()).find();
  }

  /** The query and long path segments are left out, because they may be secrets. */
  private static String target(String location) {
    try {
      URI uri = new URI(location == null ? "" : location);
      String host = uri.getHost() == null ? "" : uri.getHost();
      String path = uri.getPath() == null ? "" : uri.getPath();
      String shown = host + path.replaceAll("[^/]{21,}", "…");
      return shown.substring(0, Math.min(shown.length(), 200));
    } catch (URISyntaxException unreadable) {
      return "";
    }
  }

  /** Classifies a call without a response. */
  public static DeliveryResult of(HttpResult.NoAnswer none) {
    return none instanceof HttpResult.NotSent
        ? new Blocked(none.message())
        : new Unreachable(none.message());
  }

  /** Reads {@code Retry-After}: seconds, or an HTTP date (source: RFC 9110, 10.2.3). */
  public static Optional<Instant> notBefore(String retryAfter, Instant now) {
    Instant latest = now.plus(LONGEST_WAIT);
    return Optional.ofNullable(retryAfter)
        .map(String::strip)
        .flatMap(text -> text.matches("[0-9]{1,9}") ? seconds(text, now) : date(text))
        .map(time -> time.isBefore(latest) ? time : latest)
        .filter(time -> time.isAfter(now));
  }

  private static Optional<Instant> seconds(String text, Instant now) {
    return Optional.of(now.plusSeconds(Long.parseLong(text)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private HttpFailures() {}
}
