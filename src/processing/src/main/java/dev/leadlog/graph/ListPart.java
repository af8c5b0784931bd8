package dev.leadlog.graph;

import java.util.List;

/**
 * A part of a list.
 *
 * @param after the cursor behind which the list goes on; null where this is its end
 * @param usage the highest percentage of Meta's limits that is used up now; 0 where it said none
 */
public record ListPart<T>(List<T> items, String after, int usage) {
  public boolean isLast() {
    return after == null;
  }
}
