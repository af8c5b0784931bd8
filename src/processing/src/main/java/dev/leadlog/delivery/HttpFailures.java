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

/** What a call that was no success means, by the same rules for every destination that has HTTP. */
public final class HttpFailures {

  /** No destination keeps a lead waiting for longer than this at once. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Request Timeout, Too Early, Too Many Requests. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  /** Whoever answers so takes no lead at present, whatever is in it. */
  private static final Set<Integer> SWITCHED_OFF = Set.of(401, 403, 404, 410);

  private static final Pattern SIGN_IN =
      Pattern.compile(
          "(?i)^https://accounts\\.google\\.com/"
              + "|^[^?#]*/(?:log[-_]?in|sign[-_]?in|servicelogin)(?:[/?#.]|$)");

  /**
   * What an answer means that is no success.
   *
   * @param who answered, for people
   * @param said the destination's own words, without personal data; empty for none
   * @param fields what was delivered, of which nothing is repeated
   */
  public static DeliveryResult of(
      Answered answer, String who, String said, Map<String, JsonNode> fields, Instant now) {
    String message = who + " answered " + answer.status() + (said.isEmpty() ? "" : ": " + said);
    if (LATER.contains(answer.status()) || answer.status() >= 500) {
      return new Unreachable(message, notBefore(answer.retryAfter(), now).orElse(null));
    }
    if (SWITCHED_OFF.contains(answer.status())) {
      return new Blocked(
          message
              + "; it is switched off, has moved, or does not know the credentials: check them");
    }
    boolean isRedirect = answer.status() >= 300 && answer.status() <= 399;
    return isRedirect ? redirect(answer, who, fields) : new Rejected(message);
  }

  /**
   * See Other, and Found, which is used like it: the request was handled, and the result is
   * elsewhere (source: RFC 9110, 15.4.4). Who is sent to sign in has not been let in.
   */
  static boolean isTakenByRedirect(Answered answer) {
    return (answer.status() == 302 || answer.status() == 303) && !asksToSignIn(answer);
  }

  private static DeliveryResult redirect(
      Answered answer, String who, Map<String, JsonNode> fields) {
    String to = PersonalDataFilter.removedFrom(target(answer.location()), fields);
    String redirect =
        "%s answered with a redirect (%d)%s, which is not followed; "
            .formatted(who, answer.status(), to.isEmpty() ? "" : " to " + to);
    if (asksToSignIn(answer)) {
      return new Blocked(redirect + "it asks to sign in: let anyone with the url post there");
    }
    String elsewhere = "put the address that it leads to into url";
    return new Rejected(
        isTakenByRedirect(answer)
            ? redirect
                + "the receiver has very likely taken the lead: look there before you process it"
                + " again, and set \"acceptRedirect\": true if it always answers so, else "
                + elsewhere
            : redirect + elsewhere);
  }

  private static boolean asksToSignIn(Answered answer) {
    return answer.location() != null && SIGN_IN.matcher(answer.location()).find();
  }

  /** Without query and long parts, which may be secrets. */
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

  /** What it means that there is no answer. */
  public static DeliveryResult of(HttpResult.NoAnswer none) {
    return none instanceof HttpResult.NotSent
        ? new Blocked(none.message())
        : new Unreachable(none.message());
  }

  /** {@code Retry-After}: seconds, or a date of HTTP (source: RFC 9110, 10.2.3). */
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
