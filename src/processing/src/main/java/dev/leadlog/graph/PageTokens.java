package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.LeadlogSettings;
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
 * Asks for a page with any token that can: the page's, else the system user's. What Meta says of
 * page and token is respected, and remembered for every instance.
 */
@Singleton
class PageTokens {

  /** A question, but for the token to ask it with. */
  interface Question<T> extends Function<AccessToken, GraphResult<T>> {}

  /** What another token may be able to see. */
  private static final Set<Reason> OF_THE_TOKEN =
      EnumSet.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED,
          Reason.META_LEAD_NOT_VISIBLE);

  /** The percentage of Meta's limits from which a page's leads wait. */
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
   * @param page null where it is not known: then nothing is known of its standing
   * @param pageToken where the page's token is; null when none is configured
   * @param byHand a person asks, so a token that was found dead is asked once more
   */
  <T> GraphResult<T> ask(PageId page, String pageToken, boolean byHand, Question<T> question) {
    Instant until = page == null ? null : throttle.of(page).throttledUntil();
    if (isLater(until)) {
      return throttled(until);
    }
    List<String> references = references(pageToken);
    GraphResult<T> asked = firstThatCan(page, references, byHand, question);
    if (asked == null) {
      return GraphResult.failed(missing(pageToken));
    }
    return !asked.isFound() && isOfTheToken(asked) && hasUnanswered(references)
        ? GraphResult.failed(notAnswered())
        : asked;
  }

  /**
   * Why there is no token behind a reference.
   *
   * @param reference where it is; null where none is configured
   */
  GraphFailure missing(String reference) {
    if (hasUnanswered(references(reference))) {
      return notAnswered();
    }
    String message =
        reference == null
            ? "no access token is configured for this page"
            : "the access token that is configured cannot be read";
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

  /** The token behind a reference as it is now: it is read again, at most every five seconds. */
  Optional<AccessToken> now(String reference) {
    secrets.rereadOnRequest(reference);
    return token(reference);
  }

  /** Asks with this token alone, also where it was found dead before. */
  <T> GraphResult<T> askWith(PageId page, AccessToken token, Question<T> question) {
    Instant until = throttle.of(page).throttledUntil();
    return isLater(until) ? throttled(until) : ask(page, token, question);
  }

  /** Meta says whether a token of the page works. */
  void throttleState(PageId page, AccessToken token, boolean lives) {
    if (lives) {
      throttle.markTokenAccepted(page, token.fingerprint());
    } else {
      throttle.markTokenRejected(page, token.fingerprint());
    }
  }

  /** Close to Meta's limits the page waits, before Meta refuses its calls. */
  void recordUsage(PageId page, GraphResponse answer) {
    if (page != null && RateLimits.percent(answer) >= USAGE_TO_WAIT_AT) {
      Instant now = clock.instant();
      throttle.throttled(
          page,
          RateLimits.waitUntil(answer, now)
              .orElseGet(() -> now.plus(settings.retry().throttledWait())));
    }
  }

  private boolean isLater(Instant time) {
    return time != null && time.isAfter(clock.instant());
  }

  private static <T> GraphResult<T> throttled(Instant until) {
    return GraphResult.failed(
        Reason.META_THROTTLED, new Retry.At(until), "Meta limits this page's calls");
  }

  /**
   * Reads an answer.
   *
   * @param success reads the JSON of one that is no error
   */
  <T> GraphResult<T> read(GraphResponse answer, Function<JsonNode, GraphResult<T>> success) {
    return answer.isError() || answer.isUnreadable()
        ? GraphResult.failed(failure(answer))
        : success.apply(answer.json());
  }

  private GraphFailure failure(GraphResponse answer) {
    if (GraphErrors.namesTheProof(answer)) {
      metrics.count("graph.proof_refused");
      return new GraphFailure(Reason.META_BAD_REQUEST, new Retry.Soon(), answer.messageWithCodes());
    }
    return GraphErrors.classify(answer, clock.instant(), settings.retry().throttledWait());
  }

  /** What the first token that can is answered, else what the first was; null without a token. */
  private <T> GraphResult<T> firstThatCan(
      PageId page, List<String> references, boolean byHand, Question<T> question) {
    GraphResult<T> first = null;
    List<AccessToken> tokens =
        references.stream().map(this::token).flatMap(Optional::stream).toList();
    for (AccessToken token : tokens) {
      GraphResult<T> asked = withToken(page, token, byHand, question);
      if (asked.isFound() || !isOfTheToken(asked)) {
        return asked;
      }
      first = first == null ? asked : first;
    }
    return first;
  }

  /**
   * A token that Meta has refused is asked again only when a person asks, or when it was replaced.
   * One that lacks something may have been replaced as well, by one that does not.
   */
  private <T> GraphResult<T> withToken(
      PageId page, AccessToken token, boolean byHand, Question<T> question) {
    if (isRejected(page, token) && !byHand) {
      return replaced(token, byHand)
          ? ask(page, current(token), question)
          : GraphResult.failed(
              Reason.META_TOKEN_INVALID,
              new Retry.Never(),
              "Meta has refused this access token before; it was not asked again");
    }
    GraphResult<T> asked = ask(page, token, question);
    if (!asked.isFound() && isOfTheToken(asked) && replaced(token, byHand)) {
      return ask(page, current(token), question);
    }
    return asked;
  }

  private boolean replaced(AccessToken token, boolean byHand) {
    if (byHand) {
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

  private <T> GraphResult<T> ask(PageId page, AccessToken token, Question<T> question) {
    GraphResult<T> asked = question.apply(token);
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
    return page != null && throttle.of(page).deadTokens().contains(token.fingerprint());
  }

  private static boolean isTokenInvalid(GraphResult<?> asked) {
    return !asked.isFound() && asked.failure().reason() == Reason.META_TOKEN_INVALID;
  }

  private static boolean isOfTheToken(GraphResult<?> asked) {
    return OF_THE_TOKEN.contains(asked.failure().reason());
  }

  private List<String> references(String pageToken) {
    return Stream.concat(Stream.ofNullable(pageToken), settings.meta().systemUserToken().stream())
        .toList();
  }
}
