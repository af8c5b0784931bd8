package dev.leadlog.polling;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the leads of pages from Meta and records those that the log does not know. Whatever stops a
 * run, the next one goes on where it stood, and a lead that is found twice is recorded once.
 */
@Singleton
public class Polling {

  private record Waiting(PageId page, Instant since) {}

  private static final Logger LOG = Logger.getLogger(Polling.class);

  /** With less time than this left, no further call to Meta is begun. */
  private static final Duration TIME_FOR_A_CALL = Duration.ofSeconds(30);

  private static final Comparator<Waiting> LONGEST_WAITING_FIRST =
      Comparator.comparing(Waiting::since, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Meta counts each page's calls for itself. */
  private static final int PAGES_AT_ONCE = 4;

  private final PageConfigs pages;
  private final PageLocks locks;
  private final PageReading reading;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final BoundedExecutor executor;

  Polling(
      PageConfigs pages,
      PageLocks locks,
      PageReading reading,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.executor = executor;
    this.pages = pages;
    this.locks = locks;
    this.reading = reading;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads every configured page that may be polled, enabled or not, since the watermarks of its
   * forms; a form that has none, since 90 days ago.
   *
   * @param deadline when the function is stopped
   * @throws software.amazon.awssdk.core.exception.SdkException when a store did not answer, once
   *     every page had its turn; no watermark has moved over what is not in the log
   */
  public Polled run(Instant deadline) {
    return executor.each(inTurn(), PAGES_AT_ONCE, page -> scheduled(page, deadline)).stream()
        .reduce(Polled.NOTHING_TO_DO, Polled::and);
  }

  /**
   * Reads all leads of one page again since a time, whether it is polled or not; watermarks stay.
   * Called again by the same name, it goes on, until it says that it has finished.
   *
   * @param name of this reading, and of no other
   * @param since 90 days ago at the earliest: before that Meta has nothing
   * @param deadline when the function is stopped
   * @throws software.amazon.awssdk.core.exception.SdkException as {@link #run(Instant)}
   */
  public Polled run(PageId page, String name, Instant since, Instant deadline) {
    String token = pages.current(page).map(PageConfig::accessToken).orElse(null);
    return turn(page, token, new Stretch(since, name), deadline);
  }

  /** When a page was polled last; null for never. */
  public Instant lastTurn(PageId page) {
    return locks.lastTurn(page);
  }

  private List<PageId> inTurn() {
    return executor
        .each(pages.ids(), PAGES_AT_ONCE, page -> new Waiting(page, locks.lastTurn(page)))
        .stream()
        .sorted(LONGEST_WAITING_FIRST)
        .map(Waiting::page)
        .toList();
  }

  private Polled scheduled(PageId page, Instant deadline) {
    return pages
        .current(page)
        .filter(PageConfig::poll)
        .map(c -> turn(page, c.accessToken(), Stretch.SINCE_THE_WATERMARK, deadline))
        .orElse(Polled.NOTHING_TO_DO);
  }

  private Polled turn(PageId page, String token, Stretch stretch, Instant deadline) {
    Instant end = deadline.minus(TIME_FOR_A_CALL);
    Optional<PageLocks.Lock> lock =
        clock.instant().isBefore(end) ? locks.take(page, deadline) : Optional.empty();
    return lock.map(held -> turn(token, stretch, held, end)).orElse(Polled.NO_TURN);
  }

  private Polled turn(String token, Stretch stretch, PageLocks.Lock lock, Instant end) {
    try {
      int budget = settings.polling().budgetPercent();
      Turn turn = new Turn(lock.page(), token, stretch, lock, end, budget, clock);
      reading.read(turn);
      return said(lock.page(), turn.polled());
    } finally {
      locks.release(lock);
    }
  }

  private static Polled said(PageId page, Polled polled) {
    if (polled.found() + polled.payloads() > 0 || !polled.troubles().isEmpty()) {
      LOG.infof(
          "page %s: %d forms read, %d leads found, %d payloads kept, trouble: %s",
          page, polled.forms(), polled.found(), polled.payloads(), polled.troubles().get(page));
    }
    return polled;
  }
}
