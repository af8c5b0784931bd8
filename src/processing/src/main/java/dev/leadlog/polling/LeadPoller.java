package dev.leadlog.polling;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the leads of pages from Meta and records those that are not in the log. After an
 * interruption, the next run continues at the checkpoint, and a lead that is found twice is
 * recorded once.
 */
@Singleton
public class LeadPoller {

  private static final Logger LOG = Logger.getLogger(LeadPoller.class);

  /** Meta's limits apply per page. */
  private static final int PAGES_AT_ONCE = 4;

  private final PageConfigs pages;
  private final Checkpoints checkpoints;
  private final FormSchedule formSchedule;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final BoundedExecutor executor;

  LeadPoller(
      PageConfigs pages,
      Checkpoints checkpoints,
      FormSchedule formSchedule,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.pages = pages;
    this.checkpoints = checkpoints;
    this.formSchedule = formSchedule;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads every configured page that may be polled, enabled or not. Each form is read from its
   * watermark on; a form without one from the page's {@code pollSince} on, at most 90 days back.
   *
   * @param deadline the end of the invocation
   * @throws software.amazon.awssdk.core.exception.SdkException if a store is unavailable; it is
   *     thrown after all pages were tried. A watermark never passes leads that are not in the log.
   */
  public PollResult run(Instant deadline) {
    Map<PageId, PageCheckpoint> known = checkpoints.of(pages.ids());
    return executor
        .each(
            leastRecentlyPolledFirst(known),
            PAGES_AT_ONCE,
            page -> scheduled(page, known.get(page), deadline))
        .stream()
        .reduce(PollResult.NOTHING_TO_DO, PollResult::and);
  }

  /**
   * Reads all leads of one page again that were created since a time. The page need not be polled,
   * and watermarks do not change. Call it with the same name until the result is finished.
   *
   * @param name the unique name of this backfill
   * @param since at most 90 days ago, because Meta deletes older leads
   * @param deadline the end of the invocation
   * @throws software.amazon.awssdk.core.exception.SdkException as {@link #run(Instant)}
   */
  public PollResult run(PageId page, String name, Instant since, Instant deadline) {
    String token = pages.current(page).map(PageConfig::accessToken).orElse(null);
    return poll(page, token, checkpoints.of(page), PollWindow.since(since, name), deadline);
  }

  /**
   * Returns when a page was polled; null for never. The time is stored at most once an hour, so the
   * last poll may have been up to an hour later.
   */
  public Instant lastPoll(PageId page) {
    return checkpoints.of(page).polledAt();
  }

  /** Returns the last polls of many pages; pages that were never polled are left out. */
  public Map<PageId, Instant> lastPolls(List<PageId> pages) {
    Map<PageId, Instant> polls = new HashMap<>();
    checkpoints
        .of(pages)
        .forEach(
            (page, checkpoint) ->
                Optional.ofNullable(checkpoint.polledAt()).ifPresent(at -> polls.put(page, at)));
    return polls;
  }

  /**
   * Returns the progress of the scheduled poll for these forms, in their order; backfills are not
   * included.
   */
  public List<PolledForm> forms(List<FormId> forms) {
    Map<FormId, FormCheckpoint> found = checkpoints.of(forms, PollWindow.sinceTheWatermark(null));
    return forms.stream().map(form -> PolledForm.of(form, found.get(form))).toList();
  }

  private static List<PageId> leastRecentlyPolledFirst(Map<PageId, PageCheckpoint> known) {
    Comparator<PageId> byTime =
        Comparator.comparing(
            page -> known.get(page).polledAt(), Comparator.nullsFirst(Comparator.naturalOrder()));
    return known.keySet().stream().sorted(byTime).toList();
  }

  private PollResult scheduled(PageId page, PageCheckpoint known, Instant deadline) {
    return pages
        .current(page)
        .filter(PageConfig::poll)
        .map(c -> poll(page, c.accessToken(), known, window(c), deadline))
        .orElse(PollResult.NOTHING_TO_DO);
  }

  private static PollWindow window(PageConfig page) {
    return PollWindow.sinceTheWatermark(page.pollSince());
  }

  private PollResult poll(
      PageId page, String token, PageCheckpoint known, PollWindow window, Instant deadline) {
    PagePoll poll =
        new PagePoll(page, token, window, deadline, settings.polling().budgetPercent(), clock);
    if (!poll.mayCallMeta()) {
      return PollResult.NOT_POLLED;
    }
    PageCheckpoint polled = known.polled(clock.instant());
    writeIfChanged(page, known, polled);
    ListLimit limit = formSchedule.read(poll, polled.limit());
    writeIfChanged(page, polled, polled.with(limit));
    return logged(page, poll.result());
  }

  private void writeIfChanged(PageId page, PageCheckpoint known, PageCheckpoint now) {
    if (!now.equals(known)) {
      checkpoints.write(page, now);
    }
  }

  private static PollResult logged(PageId page, PollResult result) {
    if (result.found() + result.payloads() > 0 || !result.graphFailures().isEmpty()) {
      LOG.infof(
          "page %s: %d forms read, %d leads found, %d payloads filled, failures: %s",
          page,
          result.forms(),
          result.found(),
          result.payloads(),
          result.graphFailures().get(page));
    }
    return result;
  }
}
