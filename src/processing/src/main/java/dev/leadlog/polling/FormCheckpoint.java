package dev.leadlog.polling;

import java.time.Instant;
import java.util.Objects;

/**
 * How far a form was read.
 *
 * @param watermark up to where all of its leads are in the log, but for the overlap; null before
 *     the first was found
 * @param cursor where a reading goes on that did not reach its end; null for none
 * @param triedAt when it was last tried, for the order of the forms; null for never
 * @param readAt when it was last read to its end; null for never
 * @param leadsCount how many leads the form had when it was last read to its end; null where Meta
 *     did not say
 * @param countSince since when it has had that many
 */
record FormCheckpoint(
    Instant watermark,
    FormListCursor cursor,
    Instant triedAt,
    Instant readAt,
    Long leadsCount,
    Instant countSince,
    ListLimit limit) {

  FormCheckpoint at(FormListCursor next, Instant now) {
    return new FormCheckpoint(watermark, next, now, readAt, leadsCount, countSince, limit);
  }

  FormCheckpoint with(ListLimit other) {
    return new FormCheckpoint(watermark, cursor, triedAt, readAt, leadsCount, countSince, other);
  }

  /** The last part of a list was logged. */
  FormCheckpoint readToTheEnd(FormListCursor end, Instant now) {
    boolean still = countSince != null && Objects.equals(leadsCount, end.leadsCount());
    return new FormCheckpoint(
        end.watermark(watermark),
        null,
        now,
        now,
        end.leadsCount(),
        still ? countSince : end.began(),
        limit);
  }
}
