package dev.leadlog.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of a page's polls.
 *
 * @param polledAt when it was polled, up to {@link #POLLED_AT_EVERY} before its last poll; null for
 *     never
 * @param limit of its list of forms
 */
record PageCheckpoint(Instant polledAt, ListLimit limit) {

  /** An idle poll writes nothing, so that the time is written once an hour only. */
  private static final Duration POLLED_AT_EVERY = Duration.ofHours(1);

  PageCheckpoint polled(Instant now) {
    return polledAt != null && now.isBefore(polledAt.plus(POLLED_AT_EVERY))
        ? this
        : new PageCheckpoint(now, limit);
  }

  PageCheckpoint with(ListLimit other) {
    return new PageCheckpoint(polledAt, other);
  }
}
