package dev.leadlog.polling;

import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run did.
 *
 * @param pages pages that had a turn; one that another poller holds has none
 * @param forms forms that were read to their end
 * @param found leads that were in no log
 * @param payloads logs that were there without a payload, and have one now
 * @param finished whether all was read; if not, the next run goes on where this one stopped
 * @param troubles why Meta did not give what it was asked for, by page: the last reason of each
 */
public record Polled(
    int pages, int forms, int found, int payloads, boolean finished, Map<PageId, Reason> troubles) {

  static final Polled NOTHING_TO_DO = new Polled(0, 0, 0, 0, true, Map.of());

  static final Polled NO_TURN = new Polled(0, 0, 0, 0, false, Map.of());

  Polled and(Polled other) {
    Map<PageId, Reason> all = new HashMap<>(troubles);
    all.putAll(other.troubles);
    return new Polled(
        pages + other.pages,
        forms + other.forms,
        found + other.found,
        payloads + other.payloads,
        finished && other.finished,
        Map.copyOf(all));
  }
}
