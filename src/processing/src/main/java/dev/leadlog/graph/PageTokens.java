package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes requests for a page with any token that has access: the page's, else the system user's.
 * Throttles and rejected tokens are respected, and shared with all instances.
 */
@Singleton
class PageTokens {

  /** A request that needs a token. */
  interface TokenRequest<T> extends Function<AccessToken, GraphResult<T>> {}

  /** Reasons for which another token may have access. */
  private static final Set<Reason> TOKEN_REASONS =
      EnumSet.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED,
          Reason.META_LEAD_NOT_VISIBLE);

  /** The used percentage of Meta's limits at which a page is throttled. */
  private static final int USAGE_TO_WAIT_AT = 90;

  private final PageThrottle throttle;
  private final Secrets secrets;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;

  PageTokens(
      PageThrottle throttle,
      Secrets secrets,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.throttle = throttle;
    this.secrets = secrets;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * @param page null if it is not known; then throttles are not applied
   * @param pageToken the reference to the page's token; null if none is configured
   * @param manual whether a person asks; then a token that was marked as rejected is tried once
   *     more
   */
  <T> GraphResult<T> ask(PageId page, String pageToken, boolean manual, TokenRequest<T> request) {
    Instant until = page == null ? null : throttle.of(page).throttledUntil();
    if (isInTheFuture(until)) {
      return throttled(until);
    }
    List<String> references = references(pageToken);
    GraphResult<T> asked = firstSuccess(page, references, manual, request);
    if (asked == null) {
      return GraphResult.failed(missing(pageToken));
    }
    return !asked.isFound() && concernsToken(asked) && hasUnanswered(references)
        ? GraphResult.failed(notAnswered())
        : asked;
  }

  /**
   * Returns the failure for a missing token.
   *
   * @param reference the reference; null if none is configured
   */
  GraphFailure missing(String reference) {
    if (hasUnanswered(references(reference))) {
      return notAnswered();
    }
    String message =
        reference == null
            ? "no access token is configured for this page"
            : "the configured access token cannot be read";
    return new GraphFailure(Reason.META_TOKEN_MISSING, new Retry.Never(), message);
  }

  private boolean hasUnanswered(List<String> references) {
    return references.stream().anyMatch(secrets::isUnanswered);
  }

  private static GraphFailure notAnswered() {
    return new GraphFailure(
        Reason.META_TOKEN_MISSING,
        new Retry.Soon(),
        "the access token could not be read yet: SSM did not answer");
  }

  /** Returns the current token of a reference; it is read again at most every five seconds. */
  Optional<AccessToken> now(String reference) {
    secrets.rereadOnRequest(reference);
    return token(reference);
  }

  /** Makes a request with this token only, even if it was marked as rejected. */
  <T> GraphResult<T> askWithToken(PageId page, AccessToken token, TokenRequest<T> request) {
    Instant until = throttle.of(page).throttledUntil();
    return isInTheFuture(until) ? throttled(until) : ask(page, token, request);
  }

  /** Stores whether Meta accepts a token of the page. */
  void storeTokenState(PageId page, AccessToken token, boolean accepted) {
    if (accepted) {
      throttle.markTokenAccepted(page, token.fingerprint());
    } else {
      throttle.markTokenRejected(page, token.fingerprint());
    }
  }

  /** Throttles the page when it is close to Meta's limits, before Meta rejects its calls. */
  void recordUsage(PageId page, GraphResponse response) {
    if (page != null && RateLimits.percent(response) >= USAGE_TO_WAIT_AT) {
      Instant now = clock.instant();
      throttle.throttled(
          page,
          RateLimits.waitUntil(response, now)
              .orElseGet(() -> now.plus(settings.retry().throttledWait())));
    }
  }

  private boolean isInTheFuture(Instant time) {
    return time != null && time.isAfter(clock.instant());
  }

  private static <T> GraphResult<T> throttled(Instant until) {
    return GraphResult.failed(
        Reason.META_THROTTLED, new Retry.At(until), "Meta limits the calls of this page");
  }

  /**
   * Reads a response.
   *
   * @param success reads the JSON of a successful response
   */
  <T> GraphResult<T> read(GraphResponse response, Function<JsonNode, GraphResult<T>> success) {
    return response.isError() || response.isUnreadable()
        ? GraphResult.failed(failure(response))
        : success.apply(response.json());
  }

  private GraphFailure failure(GraphResponse response) {
    if (GraphErrors.namesTheProof(response)) {
      metrics.count("graph.proof_refused");
      return new GraphFailure(
          Reason.META_BAD_REQUEST, new Retry.Soon(), response.messageWithCodes());
    }
    return GraphErrors.classify(response, clock.instant(), settings.retry().throttledWait());
  }

  /**
   * Returns the result of the first token that succeeds, else of the first token; null without a
   * token.
   */
  private <T> GraphResult<T> firstSuccess(
      PageId page, List<String> references, boolean manual, TokenRequest<T> request) {
    GraphResult<T> first = null;
    List<AccessToken> tokens =
        references.stream().map(this::token).flatMap(Optional::stream).toList();
    for (AccessToken token : tokens) {
      GraphResult<T> asked = withToken(page, token, manual, request);
      if (asked.isFound() || !concernsToken(asked)) {
        return asked;
      }
      first = first == null ? asked : first;
    }
    return first;
  }

  /**
   * A token that Meta has rejected is tried again only if a person asks, or if it was replaced. A
   * token that lacks a permission may have been replaced by one that has it.
   */
  private <T> GraphResult<T> withToken(
      PageId page, AccessToken token, boolean manual, TokenRequest<T> request) {
    if (isRejected(page, token) && !manual) {
      return replaced(token, manual)
          ? ask(page, current(token), request)
          : GraphResult.failed(
              Reason.META_TOKEN_INVALID,
              new Retry.Never(),
              "Meta rejected this access token before, so it was not used again");
    }
    GraphResult<T> asked = ask(page, token, request);
    if (!asked.isFound() && concernsToken(asked) && replaced(token, manual)) {
      return ask(page, current(token), request);
    }
    return asked;
  }

  private boolean replaced(AccessToken token, boolean manual) {
    if (manual) {
      secrets.rereadOnRequest(token.reference());
    } else {
      secrets.reread(token.reference());
    }
    return !current(token).equals(token);
  }

  private AccessToken current(AccessToken token) {
    return token(token.reference()).orElse(token);
  }

  private Optional<AccessToken> token(String reference) {
    return secrets.resolve(reference).map(value -> new AccessToken(value, reference));
  }

  private <T> GraphResult<T> ask(PageId page, AccessToken token, TokenRequest<T> request) {
    GraphResult<T> asked = request.apply(token);
    if (page != null) {
      remember(page, token, asked);
    }
    return asked;
  }

  private void remember(PageId page, AccessToken token, GraphResult<?> asked) {
    if (asked.isFound()) {
      throttle.markTokenAccepted(page, token.fingerprint());
    } else if (isTokenInvalid(asked)) {
      metrics.count("graph.token_dead", 1, Map.of("page", page.text()));
      throttle.markTokenRejected(page, token.fingerprint());
    } else if (asked.failure().retry() instanceof Retry.At at) {
      metrics.count("throttles");
      throttle.throttled(page, at.time());
    }
  }

  private boolean isRejected(PageId page, AccessToken token) {
    return page != null && throttle.of(page).rejectedTokens().contains(token.fingerprint());
  }

  private static boolean isTokenInvalid(GraphResult<?> asked) {
    return !asked.isFound() && asked.failure().reason() == Reason.META_TOKEN_INVALID;
  }

  private static boolean concernsToken(GraphResult<?> asked) {
    return TOKEN_REASONS.contains(asked.failure().reason());
  }

  private List<String> references(String pageToken) {
    return Stream.concat(Stream.ofNullable(pageToken), settings.meta().systemUserToken().stream())
        .toList();
  }
}
