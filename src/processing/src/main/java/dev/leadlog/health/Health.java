package dev.leadlog.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.health.UnresolvedLeads.Summary;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.settings.Metrics;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Checks all pages and the queues, or one page, and returns the results of the last check. It calls
 * Meta only during a check.
 */
@Singleton
public class Health {

  /**
   * The summary of a check.
   *
   * @param pages the number of checked pages
   * @param healthIssues the number of their issues
   * @param jobs the number of jobs that process leads of pages that can be read again
   */
  public record CheckSummary(int pages, int healthIssues, int jobs) {}

  private static final int PAGES_AT_ONCE = 8;

  /** Time to send the notifications; with less time left, no further page is checked. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(40);

  private final PageConfigs pages;
  private final PageCheck pageCheck;
  private final QueueCheck queueCheck;
  private final UnresolvedLeads unresolvedLeads;
  private final PageRecovery pageRecovery;
  private final LastSeen lastSeen;
  private final HealthStore store;
  private final AlarmNotifier alarmNotifier;
  private final DailySummary dailySummary;
  private final Metrics metrics;
  private final Clock clock;
  private final BoundedExecutor executor;

  Health(
      PageConfigs pages,
      PageCheck pageCheck,
      QueueCheck queueCheck,
      UnresolvedLeads unresolvedLeads,
      PageRecovery pageRecovery,
      LastSeen lastSeen,
      HealthStore store,
      AlarmNotifier alarmNotifier,
      DailySummary dailySummary,
      Metrics metrics,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.pages = pages;
    this.pageCheck = pageCheck;
    this.queueCheck = queueCheck;
    this.unresolvedLeads = unresolvedLeads;
    this.pageRecovery = pageRecovery;
    this.lastSeen = lastSeen;
    this.store = store;
    this.alarmNotifier = alarmNotifier;
    this.dailySummary = dailySummary;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Checks the queues and every configured page, sends the notifications, and reprocesses the leads
   * that waited for pages that can be read again. Concurrent runs are safe: nothing is done twice.
   *
   * @param deadline the end of the invocation; pages that were not checked in time come first in
   *     the next run
   * @throws software.amazon.awssdk.core.exception.SdkException if a store or the topic did not
   *     answer; the next run repeats the work
   */
  public CheckSummary run(Instant deadline) {
    Instant end = deadline.minus(TIME_TO_END);
    store.keepQueues(queueCheck.check());
    Summary waiting = unresolvedLeads.ofAllPages(half(end));
    List<PageHealth> checked =
        executor
            .each(longestUncheckedFirst(), PAGES_AT_ONCE, page -> check(page, waiting, end))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    List<ObjectNode> all = ofAllPages();
    count(all);
    sendNotices(all, waiting);
    return new CheckSummary(
        checked.size(),
        checked.stream().mapToInt(page -> page.healthIssues().size()).sum(),
        checked.stream().mapToInt(page -> page.jobs().size()).sum());
  }

  /**
   * Checks one page.
   *
   * @return false if it is not configured
   */
  public boolean refresh(PageId page) {
    Optional<PageConfig> config = pages.current(page);
    config.ifPresent(
        known -> check(known, unresolvedLeads.someErrorsOf(page, PageRecovery.WAITED_FOR_IT)));
    return config.isPresent();
  }

  /**
   * Returns the results of the last check: {@code {"checkedAt","queues","oldestDuePending",
   * "oldestUnreadPayload","pages":[…]}}; all except the pages are null before the first check. The
   * times of the last webhook and the last poll of a page are current.
   */
  public ObjectNode last() {
    ObjectNode json = store.queues().orElseGet(QueueCheck::nothing);
    List<ObjectNode> all = ofAllPages();
    lastSeen.putInto(all);
    json.putArray("pages").addAll(all);
    return json;
  }

  /**
   * Returns the result of the last check of one page; {@code checkedAt} is null before the first
   * check.
   *
   * @return empty if it is not configured
   */
  public Optional<ObjectNode> last(PageId page) {
    Optional<ObjectNode> found = pages.current(page).map(config -> known(config.pageId()));
    found.ifPresent(known -> lastSeen.putInto(List.of(known)));
    return found;
  }

  private Optional<PageHealth> check(PageId page, Summary waiting, Instant end) {
    return clock.instant().isBefore(end)
        ? pages.current(page).map(config -> check(config, waiting))
        : Optional.empty();
  }

  private PageHealth check(PageConfig config, Summary waiting) {
    PageHealth found = pageCheck.check(config);
    ObjectNode before = store.page(config.pageId()).orElseGet(Json::object);
    PageHealth after =
        found.seemsReadable()
            ? found.with(pageRecovery.enqueueWaiting(config, waiting, before))
            : found;
    store.keep(after);
    return after;
  }

  private List<PageId> longestUncheckedFirst() {
    return ofAllPages().stream()
        .sorted(Comparator.comparing(page -> page.path("checkedAt").asText("")))
        .map(page -> new PageId(page.path("pageId").asText()))
        .toList();
  }

  private List<ObjectNode> ofAllPages() {
    return executor.each(pages.ids(), PAGES_AT_ONCE, this::known).stream()
        .sorted(Comparator.comparing(page -> page.path("pageId").asText()))
        .toList();
  }

  private ObjectNode known(PageId page) {
    return store
        .page(page)
        .orElseGet(() -> Json.object().put("pageId", page.text()).putNull("checkedAt"));
  }

  /** Counts the pages by the category of their issues. */
  private void count(List<ObjectNode> all) {
    Map<HealthIssue.Category, Integer> counts = new EnumMap<>(HealthIssue.Category.class);
    for (ObjectNode page : all) {
      StreamSupport.stream(page.path("issues").spliterator(), false)
          .flatMap(found -> HealthIssue.of(found.path("issue").asText()).stream())
          .map(HealthIssue::kind)
          .distinct()
          .forEach(kind -> counts.merge(kind, 1, Integer::sum));
    }
    for (HealthIssue.Category kind : HealthIssue.Category.values()) {
      metrics.gauge(kind.metric(), counts.getOrDefault(kind, 0), "Count");
    }
  }

  /** A failed page notice must not block the lead summary. */
  private void sendNotices(List<ObjectNode> all, Summary waiting) {
    String day = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    try {
      sendHealthIssues(all, day);
    } finally {
      sendLeadSummary(all, waiting, day);
    }
  }

  private void sendHealthIssues(List<ObjectNode> all, String day) {
    List<ObjectNode> affected = all.stream().filter(p -> !p.path("issues").isEmpty()).toList();
    if (!affected.isEmpty()) {
      String text = HealthIssueNotice.text(affected);
      // A new notice is sent when the issues change.
      String mark = day + "/" + Integer.toHexString(HealthIssueNotice.kinds(affected).hashCode());
      alarmNotifier.sendOnce("issue", mark, HealthIssueNotice.subject(affected), text);
    }
  }

  private void sendLeadSummary(List<ObjectNode> all, Summary waiting, String day) {
    if (!waiting.groups().isEmpty()) {
      alarmNotifier.sendOnce(
          "waiting", day, dailySummary.subject(waiting), dailySummary.text(waiting, names(all)));
    }
  }

  private static Map<PageId, String> names(List<ObjectNode> all) {
    Map<PageId, String> names = new HashMap<>();
    for (JsonNode page : all) {
      if (page.hasNonNull("pageName")) {
        names.put(new PageId(page.path("pageId").asText()), page.path("pageName").asText());
      }
    }
    return names;
  }

  private Instant half(Instant end) {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, end).dividedBy(2));
  }
}
