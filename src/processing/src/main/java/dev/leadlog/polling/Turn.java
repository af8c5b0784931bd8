package dev.leadlog.polling;

import dev.leadlog.intake.Recorded;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A page's turn, and what came of it so far. It is over when the time is up, Meta's limits are used
 * up as far as polling may, Meta refuses, or another poller has the page.
 */
final class Turn {

  /** What one form may have, and the next not. */
  private static final Set<Reason> OF_ONE_FORM =
      Set.of(
          Reason.META_LEAD_NOT_VISIBLE,
          Reason.META_BAD_REQUEST,
          Reason.META_UNAVAILABLE,
          Reason.META_UNEXPECTED_RESPONSE);

  private static final int MOST_FAILURES = 3;

  private final PageId page;
  private final String token;
  private final Stretch stretch;
  private final PageLocks.Lock lock;
  private final Instant end;
  private final int budgetPercent;
  private final Clock clock;

  private boolean over;
  private int failures;
  private int forms;
  private int found;
  private int payloads;
  private Reason trouble;

  /**
   * @param token where the page's token is; null when none is configured
   * @param end when no further call to Meta is begun
   */
  Turn(
      PageId page,
      String token,
      Stretch stretch,
      PageLocks.Lock lock,
      Instant end,
      int budgetPercent,
      Clock clock) {
    this.page = page;
    this.token = token;
    this.stretch = stretch;
    this.lock = lock;
    this.end = end;
    this.budgetPercent = budgetPercent;
    this.clock = clock;
  }

  PageId page() {
    return page;
  }

  String token() {
    return token;
  }

  Stretch stretch() {
    return stretch;
  }

  PageLocks.Lock lock() {
    return lock;
  }

  /** Asked before each call to Meta. */
  boolean goesOn() {
    over = over || !clock.instant().isBefore(end);
    return !over;
  }

  void used(int percent) {
    over = over || percent > budgetPercent;
  }

  void lockLost() {
    over = true;
  }

  void recorded(Recorded recorded) {
    found += recorded.added();
    payloads += recorded.payloads();
  }

  void formRead() {
    forms++;
  }

  void formNotRead(Reason why) {
    failures++;
    trouble = why;
    over = over || !OF_ONE_FORM.contains(why) || failures == MOST_FAILURES;
  }

  void refused(Reason why) {
    trouble = why;
    over = true;
  }

  boolean isFinished() {
    return !over && failures == 0;
  }

  Polled polled() {
    Map<PageId, Reason> troubles = trouble == null ? Map.of() : Map.of(page, trouble);
    return new Polled(1, forms, found, payloads, isFinished(), troubles);
  }
}
