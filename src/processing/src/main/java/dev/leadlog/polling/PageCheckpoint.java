package dev.leadlog.polling;

import java.time.Duration;
import java.time.Instant;

/**
 * The checkpoint of a page.
 *
 * @param polledAt when it was polled, up to {@link #POLLED_AT_EVERY} before its last poll; null for
 *     never
 * @param limit the limit of its list of forms
 */
record PageCheckpoint(Instant polledAt, ListLimit limit) {

  /** The time is written only once an hour, because an idle poll should write nothing. */
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
