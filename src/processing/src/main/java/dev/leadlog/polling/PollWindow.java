package dev.leadlog.polling;

import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.LeadReader;
import java.time.Duration;
import java.time.Instant;

/**
 * The time range of a poll: since the watermark, or since the time of a backfill. The two have
 * separate checkpoints.
 *
 * @param since the time of a backfill; null for since the watermark
 * @param name the name of a backfill; null for since the watermark
 * @param notBefore the page's {@code pollSince}, which does not limit a backfill; null for none
 */
record PollWindow(Instant since, String name, Instant notBefore) {

  /**
   * @param notBefore null for no limit
   */
  static PollWindow sinceTheWatermark(Instant notBefore) {
    return new PollWindow(null, null, notBefore);
  }

  static PollWindow since(Instant time, String name) {
    return new PollWindow(time, name, null);
  }

  /** How often to read a form whose number of leads has not changed. */
  private static final Duration UNCHANGED_EVERY = Duration.ofDays(1);

  /**
   * How long the number of leads of an archived or deleted form must be unchanged before it is no
   * longer read.
   */
  private static final Duration READ_UNCHANGED_FOR = Duration.ofDays(7);

  /** Returns the sort key of a form's checkpoint. */
  String key() {
    return since == null ? "watermark" : "backfill#" + name;
  }

  /** Returns where a new reading begins, at most 90 days ago. */
  Instant from(FormCheckpoint checkpoint, Instant now, Duration overlap) {
    Instant kept = now.minus(LeadReader.META_KEEPS);
    Instant oldest = notBefore == null || notBefore.isBefore(kept) ? kept : notBefore;
    Instant wanted = since;
    if (wanted == null && checkpoint.watermark() != null) {
      wanted = checkpoint.watermark().minus(overlap);
    }
    return wanted == null || wanted.isBefore(oldest) ? oldest : wanted;
  }

  /** Returns whether to read a form now; a backfill reads each form once. */
  boolean isDue(LeadForm form, FormCheckpoint checkpoint, Instant now) {
    if (checkpoint.readAt() == null) {
      return true;
    }
    if (isNamed()) {
      return false;
    }
    Long count = form.leadsCount();
    if (checkpoint.cursor() != null || count == null || !count.equals(checkpoint.leadsCount())) {
      return true;
    }
    boolean ended =
        form.isClosed() && !now.isBefore(checkpoint.countSince().plus(READ_UNCHANGED_FOR));
    return !ended && !now.isBefore(checkpoint.readAt().plus(UNCHANGED_EVERY));
  }

  /**
   * Returns whether an unfinished reading may continue; the page's {@code pollSince} may have been
   * changed to a later time.
   */
  boolean canResume(FormListCursor cursor) {
    return cursor != null && (notBefore == null || !cursor.from().isBefore(notBefore));
  }

  boolean isNamed() {
    return since != null;
  }
}
