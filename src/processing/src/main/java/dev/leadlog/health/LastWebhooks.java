package dev.leadlog.health;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the time of the last webhook of each page in {@code Bookkeeping} under {@code page#<id>} /
 * {@code last-webhook}. It shows first when a page stops sending webhooks.
 */
@Singleton
public class LastWebhooks {

  private static final Logger LOG = Logger.getLogger(LastWebhooks.class);

  private static final String SK = "last-webhook";
  private static final String AT = "at";
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

  private final Bookkeeping bookkeeping;
  private final Clock clock;
  private final Map<PageId, Instant> writtenAt = new ConcurrentHashMap<>();

  LastWebhooks(Bookkeeping bookkeeping, Clock clock) {
    this.bookkeeping = bookkeeping;
    this.clock = clock;
  }

  /**
   * Stores that a webhook of a page was received, at most once a minute per instance. A failed
   * write is logged and does not affect the caller.
   */
  public void seen(PageId page, Instant receivedTime) {
    if (isTimeToWrite(page)) {
      try {
        bookkeeping.update(pk(page), SK, new ItemUpdate().advance(AT, receivedTime));
      } catch (SdkException e) {
        LOG.infof(
            "the last webhook of page %s could not be stored: %s",
            page, e.getClass().getSimpleName());
      }
    }
  }

  /** Returns null for none yet. */
  Instant last(PageId page) {
    return Attributes.time(bookkeeping.read(pk(page), SK), AT);
  }

  /** Returns the times of many pages; pages without a webhook are left out. */
  Map<PageId, Instant> last(List<PageId> pages) {
    Map<String, Map<String, AttributeValue>> found =
        bookkeeping.read(pages.stream().map(LastWebhooks::pk).toList(), SK);
    return pages.stream()
        .filter(page -> found.containsKey(pk(page)))
        .collect(Collectors.toMap(page -> page, page -> Attributes.time(found.get(pk(page)), AT)));
  }

  private boolean isTimeToWrite(PageId page) {
    Instant now = clock.instant();
    Instant kept =
        writtenAt.compute(
            page,
            (id, last) -> last == null || !now.isBefore(last.plus(BETWEEN_WRITES)) ? now : last);
    return kept.equals(now);
  }

  private static String pk(PageId page) {
    return "page#" + page;
  }
}
