package dev.leadlog.processing;

import static dev.leadlog.dynamodb.Attributes.n;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Assigns each throttled lead of a page its own second for the retry; otherwise all leads would be
 * retried at once and throttled again. The next free time is stored in {@code Bookkeeping} under
 * {@code page#<id>} / {@code return}, in milliseconds.
 */
@Singleton
class ThrottleSlots {

  private static final Logger LOG = Logger.getLogger(ThrottleSlots.class);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /**
   * Leads that are throttled together get times that differ a little. Times that differ by less
   * than this belong to one queue of slots.
   */
  private static final Duration SAME_WINDOW = Duration.ofSeconds(30);

  private static final String SK = "return";
  private static final String NEXT = "next";
  private static final int ATTEMPTS = 3;

  private final Bookkeeping bookkeeping;

  ThrottleSlots(Bookkeeping bookkeeping) {
    this.bookkeeping = bookkeeping;
  }

  /**
   * @param until when the page may be called again
   * @return this time or a later one; this time if the store does not answer
   */
  Instant after(PageId page, Instant until) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Instant> time = behindOthers(page, until).or(() -> first(page, until));
        if (time.isPresent()) {
          return time.get().isAfter(until) ? time.get() : until;
        }
      }
    } catch (SdkException e) {
      LOG.infof("page %s: no retry slot could be assigned: %s", page, e.getClass().getSimpleName());
    }
    return until;
  }

  /** Returns empty if no other lead waits for this time. */
  private Optional<Instant> behindOthers(PageId page, Instant until) {
    return bookkeeping
        .updated(
            pk(page),
            SK,
            new ItemUpdate()
                .increase(NEXT, Math.toIntExact(INTERVAL.toMillis()))
                .onlyIf(Condition.atLeast(NEXT, millis(until.minus(SAME_WINDOW)))))
        .map(item -> Instant.ofEpochMilli(Long.parseLong(item.get(NEXT).n())));
  }

  /** Returns empty if another lead was faster. */
  private Optional<Instant> first(PageId page, Instant until) {
    AttributeValue earliest = millis(until.minus(SAME_WINDOW));
    return bookkeeping
        .updated(
            pk(page),
            SK,
            new ItemUpdate()
                .set(NEXT, millis(until))
                .onlyIf(Condition.any(Condition.absent(NEXT), Condition.less(NEXT, earliest))))
        .map(item -> until);
  }

  private static AttributeValue millis(Instant time) {
    return n(time.toEpochMilli());
  }

  private static String pk(PageId page) {
    return "page#" + page;
  }
}
