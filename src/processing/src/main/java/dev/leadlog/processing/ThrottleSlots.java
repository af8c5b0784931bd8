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
 * Assigns each lead of a page that Meta or a destination has throttled its own second for the
 * retry; otherwise all leads would be retried at once and throttled again. Each of them has slots
 * of its own, stored in {@code Bookkeeping} under {@code page#<id>}: {@code return} for Meta,
 * {@code return#<name>} for a destination. {@code next} is the last slot, {@code until} the time
 * from which slots are assigned, both in milliseconds.
 */
@Singleton
class ThrottleSlots {

  private static final Logger LOG = Logger.getLogger(ThrottleSlots.class);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /**
   * Leads that are throttled together get times that differ a little. A time that is later than the
   * last slot by more than this, or earlier than the first one, begins new slots.
   */
  private static final Duration SAME_WINDOW = Duration.ofSeconds(30);

  private static final String META = "return";
  private static final String DESTINATION = "return#";
  private static final String NEXT = "next";
  private static final String UNTIL = "until";
  private static final int ATTEMPTS = 3;

  private final Bookkeeping bookkeeping;

  ThrottleSlots(Bookkeeping bookkeeping) {
    this.bookkeeping = bookkeeping;
  }

  /**
   * Assigns a slot for the next call of Meta.
   *
   * @param until when the page may be read again
   * @param latest when the retries end
   * @return this time or a later one; this time if the store does not answer
   */
  Instant ofMeta(PageId page, Instant until, Instant latest) {
    return earlier(after(page, META, until), latest);
  }

  /**
   * Assigns a slot for the next call of a destination.
   *
   * @param name the name of the destination
   * @param until when it may be called again
   * @param latest when the retries end
   * @return this time or a later one; this time if the store does not answer
   */
  Instant ofDestination(PageId page, String name, Instant until, Instant latest) {
    return earlier(after(page, DESTINATION + name, until), latest);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Instant after(PageId page, String sk, Instant until) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Instant> time = behindOthers(page, sk, until).or(() -> first(page, sk, until));
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
  private Optional<Instant> behindOthers(PageId page, String sk, Instant until) {
    return bookkeeping
        .updated(
            pk(page),
            sk,
            new ItemUpdate()
                .increase(NEXT, Math.toIntExact(INTERVAL.toMillis()))
                .onlyIf(Condition.atLeast(NEXT, millis(until.minus(SAME_WINDOW))))
                .onlyIf(Condition.less(UNTIL, millis(until.plus(SAME_WINDOW)))))
        .map(item -> Instant.ofEpochMilli(Long.parseLong(item.get(NEXT).n())));
  }

  /** Returns empty if another lead was faster. */
  private Optional<Instant> first(PageId page, String sk, Instant until) {
    AttributeValue earliest = millis(until.minus(SAME_WINDOW));
    AttributeValue latest = millis(until.plus(SAME_WINDOW));
    return bookkeeping
        .updated(
            pk(page),
            sk,
            new ItemUpdate()
                .set(NEXT, millis(until))
                .set(UNTIL, millis(until))
                .onlyIf(
                    Condition.any(
                        Condition.absent(UNTIL),
                        Condition.less(NEXT, earliest),
                        Condition.atLeast(UNTIL, latest))))
        .map(item -> until);
  }

  private static AttributeValue millis(Instant time) {
    return n(time.toEpochMilli());
  }

  private static String pk(PageId page) {
    return "page#" + page;
  }
}
