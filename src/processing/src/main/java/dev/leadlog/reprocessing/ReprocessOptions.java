package dev.leadlog.reprocessing;

import java.util.List;

/**
 * How leads are processed again.
 *
 * @param refetch whether they are read from Meta again although their payload is there
 * @param destinations the names of the only ones to deliver to; empty for all that have not taken
 *     the lead
 */
public record ReprocessOptions(boolean refetch, List<String> destinations) {

  /** To every destination that has not taken the lead. */
  public static ReprocessOptions toAll(boolean refetch) {
    return new ReprocessOptions(refetch, List.of());
  }
}
