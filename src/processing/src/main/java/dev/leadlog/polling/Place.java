package dev.leadlog.polling;

import dev.leadlog.graph.ListedLead;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A place in the list of a form's leads.
 *
 * @param from leads before it are none of this reading's
 * @param began when the list was begun: a lead that came later may or may not be in it
 * @param highest the newest lead so far; null while there was none
 * @param after the cursor behind which the list goes on; null at its beginning, and past its end
 */
record Place(Instant from, Instant began, Instant highest, String after) {

  static Place atTheBeginning(Instant from, Instant now) {
    return new Place(from, now, null, null);
  }

  Place behind(List<ListedLead> leads, String next) {
    Instant newest =
        Stream.concat(Stream.of(highest), leads.stream().map(ListedLead::createdTime))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new Place(from, began, newest, next);
  }

  /** Meta's filter is its own affair; a lead without a time may be new. */
  boolean takes(ListedLead lead) {
    return lead.createdTime() == null || !lead.createdTime().isBefore(from);
  }

  /**
   * Up to where all leads are known once the list has ended. Its order is unspecified, so of what
   * came after its beginning some may be missing: it goes no further than that, which is never past
   * now either.
   *
   * @param before the watermark so far; null for none
   * @return null while there is none
   */
  Instant watermark(Instant before) {
    Instant reached = highest == null || highest.isBefore(began) ? highest : began;
    return reached == null || (before != null && reached.isBefore(before)) ? before : reached;
  }
}
