package dev.leadlog.reprocessing;

import java.util.List;

/**
 * How leads are processed again.
 *
 * @param refetch whether they are read from Meta again although they have a payload
 * @param destinations the names of the destinations to deliver to; empty for all that have not
 *     accepted the lead
 */
public record ReprocessOptions(boolean refetch, List<String> destinations) {

  /** Creates options for every destination that has not accepted the lead. */
  public static ReprocessOptions toAll(boolean refetch) {
    return new ReprocessOptions(refetch, List.of());
  }
}
