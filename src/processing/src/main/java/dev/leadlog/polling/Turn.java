package dev.leadlog.polling;

import dev.leadlog.graph.Reading.Again;
import dev.leadlog.graph.Reading.NotRead;
import dev.leadlog.tempintake.Recorded;
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

  /** Meta says no, and will say no again until someone has mended it. */
  private static final Set<Reason> HOPELESS =
      Set.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_TOKEN_MISSING,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED,
          Reason.META_BLOCKED);

  private static final int MOST_FAILURES = 3;

  private final PageId page;
  private final String token;
  private final Stretch stretch;
  private final PageLocks.Lock lock;
  private final Instant end;
  private final int budgetPercent;
  private final Clock clock;

  private boolean over;
  private boolean limited;
  private boolean listed;
  private int formsToRead;
  private int failures;
  private int forms;
  private int found;
  private int payloads;
  private NotRead trouble;

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
    limited = limited || percent > budgetPercent;
    over = over || limited;
  }

  void lockLost() {
    over = true;
  }

  void recorded(Recorded recorded) {
    found += recorded.added();
    payloads += recorded.payloads();
  }

  /** Meta has given the whole list of them. */
  void formsListed() {
    listed = true;
  }

  void formsToRead(int count) {
    formsToRead = count;
  }

  void formRead() {
    forms++;
  }

  void formNotRead(NotRead why) {
    failures++;
    trouble = why;
    over = over || !OF_ONE_FORM.contains(why.reason()) || failures == MOST_FAILURES;
  }

  void refused(NotRead why) {
    trouble = why;
    over = true;
  }

  boolean isFinished() {
    return listed && forms == formsToRead;
  }

  Polled polled() {
    Map<PageId, Reason> troubles = trouble == null ? Map.of() : Map.of(page, trouble.reason());
    return new Polled(1, forms, found, payloads, end(), troubles);
  }

  private Polled.End end() {
    if (isFinished()) {
      return Polled.End.FINISHED;
    }
    if (trouble == null) {
      return limited ? Polled.End.LIMITED : Polled.End.OUT_OF_TIME;
    }
    boolean passes = trouble.again() instanceof Again.Soon;
    return HOPELESS.contains(trouble.reason()) && !passes
        ? Polled.End.HOPELESS
        : Polled.End.REFUSED;
  }
}
