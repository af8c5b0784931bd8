package dev.leadlog.polling;

import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.LeadReader;
import java.time.Duration;
import java.time.Instant;

/**
 * The time whose leads are read: since the watermark, or since a time that someone named. Each has
 * checkpoints of its own, so that neither replaces those of the other.
 *
 * @param since null for since the watermark
 * @param name of the reading since a named time; null for since the watermark
 * @param notBefore the page's {@code pollSince}, which only a named time goes behind; null for none
 */
record PollWindow(Instant since, String name, Instant notBefore) {

  /**
   * @param notBefore null for as long as Meta keeps leads
   */
  static PollWindow sinceTheWatermark(Instant notBefore) {
    return new PollWindow(null, null, notBefore);
  }

  static PollWindow since(Instant time, String name) {
    return new PollWindow(time, name, null);
  }

  /** How often a form is read whose number of leads has not changed. */
  private static final Duration UNCHANGED_EVERY = Duration.ofDays(1);

  /** How long the number of an archived or deleted form has to be still before reading it ends. */
  private static final Duration STILL = Duration.ofDays(7);

  /** Under which a form's checkpoint is kept. */
  String key() {
    return since == null ? "watermark" : "backfill#" + name;
  }

  /** Where a new reading begins: never before what Meta keeps. */
  Instant from(FormCheckpoint checkpoint, Instant now, Duration overlap) {
    Instant kept = now.minus(LeadReader.META_KEEPS);
    Instant oldest = notBefore == null || notBefore.isBefore(kept) ? kept : notBefore;
    Instant wanted = since;
    if (wanted == null && checkpoint.watermark() != null) {
      wanted = checkpoint.watermark().minus(overlap);
    }
    return wanted == null || wanted.isBefore(oldest) ? oldest : wanted;
  }

  /** Whether a form is to be read now; since a time that someone named, it is read once. */
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
    boolean ended = form.isOver() && !now.isBefore(checkpoint.countSince().plus(STILL));
    return !ended && !now.isBefore(checkpoint.readAt().plus(UNCHANGED_EVERY));
  }

  /** Whether a reading that was begun may go on: the page's time may be a later one by now. */
  boolean canResume(FormListCursor cursor) {
    return cursor != null && (notBefore == null || !cursor.from().isBefore(notBefore));
  }

  boolean isNamed() {
    return since != null;
  }
}
