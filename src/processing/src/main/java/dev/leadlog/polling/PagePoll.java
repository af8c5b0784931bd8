package dev.leadlog.polling;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The poll of one page with its results so far. It ends when the time is up, polling has used its
 * share of Meta's limits, Meta refuses a call, or another poller has the page's lock.
 */
final class PagePoll {

  /** Reasons that concern one form and not the others. */
  static final Set<Reason> OF_ONE_FORM =
      EnumSet.of(
          Reason.META_LEAD_NOT_VISIBLE,
          Reason.META_BAD_REQUEST,
          Reason.META_UNAVAILABLE,
          Reason.META_UNEXPECTED_RESPONSE);

  /** Reasons that stay until a person has fixed their cause. */
  private static final Set<Reason> STOPS_POLLING =
      EnumSet.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_TOKEN_MISSING,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED,
          Reason.META_BLOCKED);

  private static final int MOST_FAILURES = 3;

  /** With less time left than this, no further call to Meta is begun. */
  private static final Duration TIME_FOR_A_CALL = Duration.ofSeconds(30);

  private final PageId page;
  private final String token;
  private final PollWindow window;
  private final Instant deadline;
  private final int budgetPercent;
  private final Clock clock;

  private boolean ended;
  private boolean limited;
  private boolean lockedByAnotherPoller;
  private boolean formsListed;
  private int formsToRead;
  private int failures;
  private int forms;
  private int found;
  private int payloads;
  private GraphFailure graphFailure;

  /**
   * @param token the reference to the page's token; null if none is configured
   * @param deadline the end of the invocation
   */
  PagePoll(
      PageId page,
      String token,
      PollWindow window,
      Instant deadline,
      int budgetPercent,
      Clock clock) {
    this.page = page;
    this.token = token;
    this.window = window;
    this.deadline = deadline;
    this.budgetPercent = budgetPercent;
    this.clock = clock;
  }

  PageId page() {
    return page;
  }

  String token() {
    return token;
  }

  PollWindow window() {
    return window;
  }

  Instant deadline() {
    return deadline;
  }

  /** Called before each call to Meta. */
  boolean mayCallMeta() {
    ended = ended || !clock.instant().isBefore(deadline.minus(TIME_FOR_A_CALL));
    return !ended;
  }

  void used(int percent) {
    limited = limited || percent > budgetPercent;
    ended = ended || limited;
  }

  /** Ends the poll because another poller reads the page. */
  void lockedByAnotherPoller() {
    lockedByAnotherPoller = true;
    ended = true;
  }

  void lockLost() {
    ended = true;
  }

  void recorded(PolledLeads.Recorded recorded) {
    found += recorded.added().size();
    payloads += recorded.payloads();
  }

  /**
   * @param all whether Meta has returned the complete list
   */
  void formsListed(boolean all) {
    formsListed = all;
  }

  boolean areFormsListed() {
    return formsListed;
  }

  void formsToRead(int count) {
    formsToRead = count;
  }

  void formRead() {
    forms++;
  }

  void formNotRead(GraphFailure why) {
    failures++;
    graphFailure = why;
    ended = ended || !OF_ONE_FORM.contains(why.reason()) || failures == MOST_FAILURES;
  }

  void refused(GraphFailure why) {
    graphFailure = why;
    ended = true;
  }

  boolean isFinished() {
    return formsListed && forms == formsToRead;
  }

  PollResult result() {
    if (lockedByAnotherPoller) {
      return PollResult.NOT_POLLED;
    }
    Map<PageId, GraphFailure> graphFailures =
        graphFailure == null ? Map.of() : Map.of(page, graphFailure);
    return new PollResult(1, forms, found, payloads, end(), graphFailures);
  }

  private PollResult.End end() {
    if (isFinished()) {
      return PollResult.End.FINISHED;
    }
    if (graphFailure == null) {
      return limited ? PollResult.End.LIMITED : PollResult.End.OUT_OF_TIME;
    }
    boolean temporary = graphFailure.retry() instanceof Retry.Soon;
    return STOPS_POLLING.contains(graphFailure.reason()) && !temporary
        ? PollResult.End.NEEDS_A_PERSON
        : PollResult.End.REFUSED;
  }
}
