package dev.leadlog.health;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.graph.LeadAccess;
import dev.leadlog.graph.PageAccess;
import dev.leadlog.graph.Subscription;
import dev.leadlog.graph.TokenState;
import dev.leadlog.health.PageHealth.DetectedIssue;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfig;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks Meta about a page, and derives the page's issues. */
@Singleton
class PageCheck {

  private static final Duration SOON = Duration.ofDays(14);

  private static final List<String> NEEDED =
      List.of(
          "leads_retrieval", "pages_manage_metadata", "pages_show_list", "pages_read_engagement");

  private final PageAccess access;
  private final LastWebhooks webhooks;
  private final LeadPoller leadPoller;
  private final Clock clock;

  PageCheck(PageAccess access, LastWebhooks webhooks, LeadPoller leadPoller, Clock clock) {
    this.access = access;
    this.webhooks = webhooks;
    this.leadPoller = leadPoller;
    this.clock = clock;
  }

  PageHealth check(PageConfig config) {
    PageId page = config.pageId();
    String ofThePage = config.accessToken();
    PageHealth.AtMeta atMeta =
        new PageHealth.AtMeta(
            ofThePage != null,
            access.token(page, ofThePage),
            access.leadAccess(page, ofThePage),
            access.subscription(page, ofThePage));
    return new PageHealth(
        page,
        config.pageName(),
        clock.instant(),
        atMeta,
        webhooks.last(page),
        leadPoller.lastPoll(page),
        healthIssues(config, atMeta),
        Map.of());
  }

  /**
   * Each issue once, with its first message: a rejected token causes most of the other rejections.
   */
  private List<DetectedIssue> healthIssues(PageConfig config, PageHealth.AtMeta atMeta) {
    Map<HealthIssue, DetectedIssue> found = new EnumMap<>(HealthIssue.class);
    Stream.of(
            atMeta.token().map(this::ofToken, PageCheck::unanswered),
            atMeta.leadAccess().map(PageCheck::ofAccess, PageCheck::unanswered),
            atMeta.subscription().map(PageCheck::ofSubscription, PageCheck::unanswered),
            ofConfiguration(config))
        .flatMap(stream -> stream)
        .forEach(each -> found.putIfAbsent(each.healthIssue(), each));
    return List.copyOf(found.values());
  }

  private Stream<DetectedIssue> ofToken(TokenState state) {
    if (!state.valid()) {
      return Stream.of(new DetectedIssue(HealthIssue.TOKEN_INVALID, state.message()));
    }
    return Stream.of(
            missing(state),
            expiry(state.expiresAt(), "the token expires at "),
            expiry(
                state.dataAccessExpiresAt(), "the token's user must allow the app again before "))
        .flatMap(Optional::stream);
  }

  private static Optional<DetectedIssue> missing(TokenState state) {
    List<String> missing =
        state.isKnown()
            ? NEEDED.stream().filter(scope -> !state.scopes().contains(scope)).toList()
            : List.of();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DetectedIssue(
                HealthIssue.PERMISSION_MISSING, "the token lacks " + String.join(", ", missing)));
  }

  private Optional<DetectedIssue> expiry(Instant at, String message) {
    return at != null && at.isBefore(clock.instant().plus(SOON))
        ? Optional.of(new DetectedIssue(HealthIssue.TOKEN_EXPIRES, message + Times.text(at)))
        : Optional.empty();
  }

  private static Stream<DetectedIssue> ofAccess(LeadAccess access) {
    return access.granted()
        ? Stream.empty()
        : Stream.of(
            new DetectedIssue(
                HealthIssue.LEAD_ACCESS_REFUSED,
                "Meta: " + access.failureReason() + " " + access.failureResolution()));
  }

  private static Stream<DetectedIssue> ofSubscription(Subscription subscription) {
    return subscription.hasLeads()
        ? Stream.empty()
        : Stream.of(
            new DetectedIssue(
                HealthIssue.NOT_SUBSCRIBED, "the app is not subscribed to the page's leads"));
  }

  private static Stream<DetectedIssue> ofConfiguration(PageConfig config) {
    return config.mistakes().stream()
        .limit(1)
        .map(mistake -> new DetectedIssue(HealthIssue.CONFIGURATION_WRONG, mistake));
  }

  /** A temporary failure is not an issue. */
  private static Stream<DetectedIssue> unanswered(GraphFailure why) {
    Optional<HealthIssue> healthIssue =
        switch (why.reason()) {
          case META_TOKEN_MISSING ->
              why.retry() instanceof Retry.Never
                  ? Optional.of(HealthIssue.TOKEN_MISSING)
                  : Optional.empty();
          case META_TOKEN_INVALID -> Optional.of(HealthIssue.TOKEN_INVALID);
          case META_PERMISSION_MISSING -> Optional.of(HealthIssue.PERMISSION_MISSING);
          case META_ACCESS_REVOKED -> Optional.of(HealthIssue.LEAD_ACCESS_REFUSED);
          case META_LEAD_NOT_VISIBLE -> Optional.of(HealthIssue.PAGE_NOT_VISIBLE);
          case META_BLOCKED -> Optional.of(HealthIssue.BLOCKED);
          default -> Optional.empty();
        };
    return healthIssue.map(which -> new DetectedIssue(which, why.message())).stream();
  }
}
