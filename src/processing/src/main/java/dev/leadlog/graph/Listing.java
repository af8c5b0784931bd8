package dev.leadlog.graph;

import dev.leadlog.graph.Reading.NotRead;
import java.util.List;

/** What came of reading a part of a list. */
public sealed interface Listing<T> {

  /**
   * Meta gave it.
   *
   * @param after the cursor behind which the list goes on; null where this is its end
   * @param usage the highest percentage of Meta's limits that is used up now; 0 where it said none
   */
  record Part<T>(List<T> items, String after, int usage) implements Listing<T> {

    public boolean isLast() {
      return after == null;
    }
  }

  /**
   * Meta did not give it.
   *
   * @param cursorExpired Meta does not know the cursor any more: begin the list anew
   * @param asksForLess the answer was too large or took too long: ask for fewer entries
   */
  record NotListed<T>(NotRead why, boolean cursorExpired, boolean asksForLess)
      implements Listing<T> {}
}
