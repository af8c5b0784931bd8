package dev.leadlog.polling;

import dev.leadlog.graph.ListedLead;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the reading of a form's leads is in their list.
 *
 * @param from the lower bound: leads before it are not recorded
 * @param began when the list was begun: a lead that came later may or may not be in it
 * @param leadsCount how many leads the form had when the list was begun; null where Meta did not
 *     say
 * @param highest the newest lead so far; null while there was none
 * @param after the cursor behind which the list goes on; null at its beginning, and past its end
 */
record FormListCursor(Instant from, Instant began, Long leadsCount, Instant highest, String after) {

  static FormListCursor atTheBeginning(Instant from, Instant now, Long leadsCount) {
    return new FormListCursor(from, now, leadsCount, null, null);
  }

  FormListCursor behind(List<ListedLead> leads, String next) {
    Instant newest =
        Stream.concat(Stream.of(highest), leads.stream().map(ListedLead::createdTime))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new FormListCursor(from, began, leadsCount, newest, next);
  }

  /** Meta does not always apply the filter; a lead without a time may be new. */
  boolean takes(ListedLead lead) {
    return lead.createdTime() == null || !lead.createdTime().isBefore(from);
  }

  /**
   * Up to where all leads are known once the list has ended. Its order is unspecified, so some of
   * the leads that came after its beginning may be missing: the watermark goes no further than
   * that, which is never past now either.
   *
   * @param before the watermark so far; null for none
   * @return null while there is none
   */
  Instant watermark(Instant before) {
    Instant reached = highest == null || highest.isBefore(began) ? highest : began;
    return reached == null || (before != null && reached.isBefore(before)) ? before : reached;
  }
}
