package dev.leadlog.polling;

import dev.leadlog.graph.ListedLead;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The position of a reading in the list of a form's leads.
 *
 * @param from the lower bound: leads before it are not recorded
 * @param began when the reading began; later leads may or may not be in the list
 * @param leadsCount the number of leads of the form when the reading began; null if Meta returned
 *     none
 * @param highest the creation time of the newest lead so far; null for none
 * @param after Meta's cursor of the next part; null at the beginning and after the end
 */
record FormListCursor(Instant from, Instant began, Long leadsCount, Instant highest, String after) {

  static FormListCursor atTheBeginning(Instant from, Instant now, Long leadsCount) {
    return new FormListCursor(from, now, leadsCount, null, null);
  }

  FormListCursor advancedBy(List<ListedLead> leads, String next) {
    Instant newest =
        Stream.concat(Stream.of(highest), leads.stream().map(ListedLead::createdTime))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new FormListCursor(from, began, leadsCount, newest, next);
  }

  /**
   * Returns whether to record a lead. Meta does not always apply the filter; a lead without a time
   * may be new.
   */
  boolean includes(ListedLead lead) {
    return lead.createdTime() == null || !lead.createdTime().isBefore(from);
  }

  /**
   * Returns the watermark after the list has ended. Its order is unspecified, so leads that were
   * created after the reading began may be missing; the watermark is never later than that.
   *
   * @param before the watermark so far; null for none
   * @return null for none
   */
  Instant watermark(Instant before) {
    Instant reached = highest == null || highest.isBefore(began) ? highest : began;
    return reached == null || (before != null && reached.isBefore(before)) ? before : reached;
  }
}
