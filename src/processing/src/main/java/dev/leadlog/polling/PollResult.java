package dev.leadlog.polling;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.log.PageId;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run did.
 *
 * @param pages pages that were polled, without those that another poller holds
 * @param forms forms that were read to their end
 * @param found leads that were in no log
 * @param payloads logs that were there without a payload, and have one now
 * @param end why it ended; of several pages, the worst
 * @param graphFailures why Meta refused, by page: the last refusal of each
 */
public record PollResult(
    int pages,
    int forms,
    int found,
    int payloads,
    End end,
    Map<PageId, GraphFailure> graphFailures) {

  /** Why the reading of a page ended, from the best to the worst. */
  public enum End {
    /** All was read. */
    FINISHED,
    /** The time was up, or another poller has the page: the next run goes on. */
    OUT_OF_TIME,
    /** So much of Meta's limits is used up as polling may use. */
    LIMITED,
    /** Meta did not give it, which may pass. */
    REFUSED,
    /** Meta will not give it until someone has mended what it names. */
    HOPELESS
  }

  static final PollResult NOTHING_TO_DO = new PollResult(0, 0, 0, 0, End.FINISHED, Map.of());

  static final PollResult NOT_POLLED = new PollResult(0, 0, 0, 0, End.OUT_OF_TIME, Map.of());

  /** Whether all was read; if not, the next run goes on where this one stopped. */
  public boolean finished() {
    return end == End.FINISHED;
  }

  PollResult and(PollResult other) {
    Map<PageId, GraphFailure> all = new HashMap<>(graphFailures);
    all.putAll(other.graphFailures);
    return new PollResult(
        pages + other.pages,
        forms + other.forms,
        found + other.found,
        payloads + other.payloads,
        end.compareTo(other.end) < 0 ? other.end : end,
        Map.copyOf(all));
  }
}
