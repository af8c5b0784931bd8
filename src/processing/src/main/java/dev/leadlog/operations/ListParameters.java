package dev.leadlog.operations;

import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.listing.ListCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The parameters of a list: a filter, and which part of what it finds. */
final class ListParameters {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final Map<String, String> given;
  private final List<String> mistakes = new ArrayList<>();
  private final Instant now;

  /** The parameters of a list of lead logs. */
  ListParameters(Map<String, String> given, Instant now) {
    this(given, now, LeadLogFilters.NAMES);
  }

  /** The parameters of a list that has no filter. */
  static ListParameters withoutFilter(Map<String, String> given) {
    return new ListParameters(given, null, List.of());
  }

  private ListParameters(Map<String, String> given, Instant now, Collection<String> filters) {
    this.given = given;
    this.now = now;
    Set<String> known = new TreeSet<>(filters);
    known.addAll(List.of("limit", "cursor"));
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                mistakes.add(name + ": is not a parameter; known are " + String.join(", ", known)));
  }

  /** Every mistake found so far, each with its parameter and what would be right. */
  List<String> mistakes() {
    return mistakes;
  }

  LeadLogFilter filter() {
    return LeadLogFilters.read(given, now, mistakes);
  }

  int limit() {
    return LeadLogFilters.one(
            given, "limit", ListParameters::limit, "a number from 1 to " + HIGHEST_LIMIT, mistakes)
        .orElse(USUAL_LIMIT);
  }

  /** Null for the beginning. */
  ListCursor cursor() {
    return cursor(ListCursor::ofCursor);
  }

  /** The same of another list. */
  <T> T cursor(Function<String, Optional<T>> read) {
    return LeadLogFilters.one(given, "cursor", read, "the next of an earlier answer", mistakes)
        .orElse(null);
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[0-9]{1,4}")
        ? Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= HIGHEST_LIMIT)
        : Optional.empty();
  }
}
