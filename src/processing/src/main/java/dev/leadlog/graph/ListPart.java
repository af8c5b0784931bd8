package dev.leadlog.graph;

import java.util.List;

/**
 * A part of a list.
 *
 * @param after the cursor of the next part; null at the end of the list
 * @param usage the highest used percentage of Meta's limits; 0 if it is not known
 */
public record ListPart<T>(List<T> items, String after, int usage) {
  public boolean isLast() {
    return after == null;
  }
}
