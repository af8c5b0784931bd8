package dev.leadlog.polling;

import java.time.Instant;
import java.util.Objects;

/**
 * The checkpoint of a form.
 *
 * @param watermark the creation time up to which all leads are in the log, except for the overlap;
 *     null before the first lead
 * @param cursor where an unfinished reading continues; null for none
 * @param triedAt the time of the last attempt, for the order of the forms; null for never
 * @param readAt when it was last read to its end; null for never
 * @param leadsCount the number of leads of the form when it was last read to its end; null if Meta
 *     returned none
 * @param countSince since when this number is unchanged
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

  /** Returns the checkpoint after the last part of a list was logged. */
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
