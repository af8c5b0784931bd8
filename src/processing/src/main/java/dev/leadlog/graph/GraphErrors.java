package dev.leadlog.graph;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.MetaPermissions;
import dev.leadlog.log.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Classifies errors of the Graph API by the first matching row (source: Meta, "Graph API, Handle
 * Errors" and "Rate Limits", and observation).
 */
final class GraphErrors {

  private record Row(Predicate<GraphResponse> fits, Reason reason, Retry retry) {}

  private static final Set<Integer> THROTTLED = Set.of(4, 17, 32, 341, 613);
  private static final Set<Integer> TOKEN_DEAD = Set.of(190, 102);
  private static final Retry NEVER = new Retry.Never();
  private static final Retry SOON = new Retry.Soon();

  /**
   * The order matters: Meta flags throttling as transient too, and revoked access has code 200 like
   * a missing permission.
   */
  private static final List<Row> ROWS =
      List.of(
          row(e -> TOKEN_DEAD.contains(e.code()), Reason.META_TOKEN_INVALID, NEVER),
          row(GraphErrors::isVersionOver, Reason.META_BAD_REQUEST, NEVER),
          row(GraphErrors::isNotVisible, Reason.META_LEAD_NOT_VISIBLE, new Retry.Slowly()),
          row(GraphErrors::isAccessRevoked, Reason.META_ACCESS_REVOKED, NEVER),
          row(GraphErrors::isPermissionMissing, Reason.META_PERMISSION_MISSING, NEVER),
          row(e -> e.code() == 368, Reason.META_BLOCKED, new Retry.Late()),
          row(GraphErrors::isTransient, Reason.META_UNAVAILABLE, SOON),
          row(GraphErrors::isBadRequest, Reason.META_BAD_REQUEST, NEVER));

  /** An unknown error may be temporary, so it is retried until the time to give up. */
  private static final Row UNKNOWN = row(e -> true, Reason.META_UNAVAILABLE, SOON);

  static GraphFailure classify(GraphResponse error, Instant now, Duration throttledWait) {
    if (isThrottled(error)) {
      Instant until = RateLimits.waitUntil(error, now).orElseGet(() -> now.plus(throttledWait));
      return new GraphFailure(Reason.META_THROTTLED, new Retry.At(until), error.messageWithCodes());
    }
    Row row = ROWS.stream().filter(r -> r.fits().test(error)).findFirst().orElse(UNKNOWN);
    return new GraphFailure(row.reason(), row.retry(), error.messageWithCodes());
  }

  static boolean namesTheProof(GraphResponse error) {
    return error.code() == 100 && error.message().contains("appsecret_proof");
  }

  /** Returns whether a smaller limit may help to read the list. */
  static boolean needsSmallerLimit(GraphResponse e) {
    return e.status() == GraphResponse.TIMED_OUT
        || e.status() == 504
        || ((e.code() == 1 || e.status() == 500)
            && lowerCaseMessage(e).contains("reduce the amount of data"));
  }

  private static boolean isThrottled(GraphResponse e) {
    return THROTTLED.contains(e.code())
        || (e.code() >= 80000 && e.code() <= 80014)
        || (e.status() == 429 && e.code() == 0);
  }

  private static boolean isVersionOver(GraphResponse e) {
    return e.code() == 2635 || e.code() == 12;
  }

  /**
   * The id is unknown, or this token has no access to it. 803 occurs right after the webhook,
   * although the lead can be read a minute later.
   */
  private static boolean isNotVisible(GraphResponse e) {
    return e.code() == 803
        || (e.code() == 100 && e.subcode() == 33)
        || (isPermissionMissingIn100(e)
            && lowerCaseMessage(e).contains("does not exist")
            && MetaPermissions.namedIn(e.message()).isEmpty());
  }

  private static boolean isAccessRevoked(GraphResponse e) {
    return e.code() == 103
        || (e.code() == 200 && e.message().contains("CRM access has been revoked"));
  }

  private static boolean isPermissionMissing(GraphResponse e) {
    return e.code() == 3
        || e.code() == 10
        || (e.code() >= 200 && e.code() <= 299)
        || isPermissionMissingIn100(e);
  }

  /** Some calls report a missing permission with code 100; only the message shows it. */
  private static boolean isPermissionMissingIn100(GraphResponse e) {
    return e.code() == 100
        && e.subcode() == 0
        && (lowerCaseMessage(e).contains("missing permission")
            || (lowerCaseMessage(e).contains("permission")
                && !MetaPermissions.namedIn(e.message()).isEmpty()));
  }

  private static boolean isTransient(GraphResponse e) {
    return e.code() == 1
        || e.code() == 2
        || needsSmallerLimit(e)
        || e.error().path("is_transient").asBoolean()
        || e.isUnreadable()
        || (e.status() >= 500 && e.code() == 0);
  }

  private static boolean isBadRequest(GraphResponse e) {
    return e.code() == 100 || e.code() == 2500;
  }

  private static String lowerCaseMessage(GraphResponse e) {
    return e.message().toLowerCase(Locale.ROOT);
  }

  private static Row row(Predicate<GraphResponse> fits, Reason reason, Retry retry) {
    return new Row(fits, reason, retry);
  }

  private GraphErrors() {}
}
