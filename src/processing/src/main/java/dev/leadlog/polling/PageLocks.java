package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Locks pages in {@code Bookkeeping} under {@code lock#poll#<id>}, so that two pollers do not read
 * the leads of the same page at once.
 */
@Singleton
class PageLocks {

  /**
   * @param owner a new id for each lock
   */
  record Lock(PageId page, String owner) {}

  /** Tolerance for clock differences; the owner's invocation has ended by then. */
  private static final Duration PAST_THE_DEADLINE = Duration.ofSeconds(30);

  private static final String SK = "lock";
  private static final String OWNER = "owner";
  private static final String EXPIRES_AT = "expiresAt";

  private final Bookkeeping bookkeeping;
  private final Clock clock;

  PageLocks(Bookkeeping bookkeeping, Clock clock) {
    this.bookkeeping = bookkeeping;
    this.clock = clock;
  }

  /**
   * @param deadline the end of the owner's invocation
   * @return empty while another poller has the lock
   */
  Optional<Lock> take(PageId page, Instant deadline) {
    ItemUpdate update =
        ItemUpdate.identifiedBy(OWNER)
            .set(EXPIRES_AT, time(deadline.plus(PAST_THE_DEADLINE)))
            .onlyIf(
                Condition.any(
                    Condition.absent(OWNER), Condition.less(EXPIRES_AT, time(clock.instant()))));
    return bookkeeping.update(pk(page), SK, update)
        ? Optional.of(new Lock(page, update.writeId()))
        : Optional.empty();
  }

  boolean isHeld(Lock lock) {
    return lock.owner().equals(text(bookkeeping.read(pk(lock.page()), SK), OWNER));
  }

  /** Releases the lock unless another poller has taken it in the meantime. */
  void release(Lock lock) {
    bookkeeping.update(
        pk(lock.page()),
        SK,
        new ItemUpdate().remove(OWNER, EXPIRES_AT).onlyIf(Condition.equal(OWNER, s(lock.owner()))));
  }

  private static String pk(PageId page) {
    return "lock#poll#" + page;
  }
}
