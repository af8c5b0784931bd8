package dev.leadlog.polling;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.log.PageId;
import java.util.HashMap;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param pages the number of polled pages, without those that another poller reads
 * @param forms the number of forms that were read to their end
 * @param found the number of leads that had no log
 * @param payloads the number of logs without a payload that have one now
 * @param end why it ended; for several pages, the worst end
 * @param graphFailures the last failure of each page
 */
public record PollResult(
    int pages,
    int forms,
    int found,
    int payloads,
    End end,
    Map<PageId, GraphFailure> graphFailures) {

  /** Why the poll of a page ended, from the best to the worst. */
  public enum End {
    /** All leads were read. */
    FINISHED,
    /** The time was up, or another poller reads the page; the next run continues. */
    OUT_OF_TIME,
    /** Polling has used its share of Meta's limits. */
    LIMITED,
    /** Meta refused a call, possibly temporarily. */
    REFUSED,
    /** Meta refuses all calls until a person has fixed the cause. */
    NEEDS_A_PERSON
  }

  static final PollResult NOTHING_TO_DO = new PollResult(0, 0, 0, 0, End.FINISHED, Map.of());

  static final PollResult NOT_POLLED = new PollResult(0, 0, 0, 0, End.OUT_OF_TIME, Map.of());

  /** Returns whether all leads were read; if not, the next run continues where this one stopped. */
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
