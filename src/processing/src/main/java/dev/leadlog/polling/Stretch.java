package dev.leadlog.polling;

import dev.leadlog.graph.LeadReader;
import java.time.Duration;
import java.time.Instant;

/**
 * The stretch of time whose leads are read: since the watermark, or since a time that someone
 * named. Each has bookmarks of its own, so that neither loses its place to the other.
 *
 * @param since null for since the watermark
 * @param name of the reading since a named time; null for since the watermark
 */
record Stretch(Instant since, String name) {

  static final Stretch SINCE_THE_WATERMARK = new Stretch(null, null);

  /** Under which a form's bookmark is kept. */
  String key() {
    return since == null ? "watermark" : "backfill#" + name;
  }

  /** Where a new reading begins: never before what Meta keeps. */
  Instant from(Bookmark bookmark, Instant now, Duration overlap) {
    Instant oldest = now.minus(LeadReader.META_KEEPS);
    Instant wanted = since;
    if (wanted == null && bookmark.watermark() != null) {
      wanted = bookmark.watermark().minus(overlap);
    }
    return wanted == null || wanted.isBefore(oldest) ? oldest : wanted;
  }

  /** A form is read at each run, and but once for a time that someone named. */
  boolean isDone(Bookmark bookmark) {
    return since != null && bookmark.readAt() != null;
  }

  boolean isNamed() {
    return since != null;
  }
}
