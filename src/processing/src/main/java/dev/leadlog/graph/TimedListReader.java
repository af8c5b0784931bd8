package dev.leadlog.graph;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.Reason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads lists within a time limit, and returns the entries and the cursor of the next part. If Meta
 * asks for less data, the same part is read with half the limit, down to 1.
 */
@Singleton
class TimedListReader {

  /** Reads a part of a list with a cursor and a limit. */
  interface Part<T> {
    GraphResult<ListPart<T>> read(String after, int limit);
  }

  private static final GraphFailure NOT_IN_TIME =
      new GraphFailure(Reason.META_UNAVAILABLE, new Retry.Soon(), "Meta did not answer in time");

  private final BoundedExecutor executor;
  private final Duration time;
  private final Clock clock;

  TimedListReader(BoundedExecutor executor, LeadlogSettings settings, Clock clock) {
    this.executor = executor;
    this.time = settings.meta().answerWithin();
    this.clock = clock;
  }

  /**
   * @param from the cursor of an earlier result; null for the beginning
   * @param most the initial limit
   * @param last ends the reading if it is true for an entry; the list may have more entries
   */
  <T> GraphResult<ListPart<T>> read(String from, int most, Predicate<T> last, Part<T> part) {
    Instant end = clock.instant().plus(time);
    List<T> items = new ArrayList<>();
    String after = from;
    int limit = most;
    boolean anyRead = false;
    while (!anyRead || (after != null && items.stream().noneMatch(last))) {
      Optional<GraphResult<ListPart<T>>> read = within(end, part, after, limit);
      if (read.isEmpty()) {
        break;
      }
      if (read.get().isFound()) {
        items.addAll(read.get().found().items());
        after = read.get().found().after();
        anyRead = true;
      } else if (read.get().failure().needsSmallerLimit() && limit > 1) {
        limit = limit / 2;
      } else {
        return read.get();
      }
    }
    return anyRead
        ? GraphResult.found(new ListPart<>(items, after, 0))
        : GraphResult.failed(NOT_IN_TIME);
  }

  /** When the time is up, the method does not wait for the current call, which may take longer. */
  private <T> Optional<GraphResult<ListPart<T>>> within(
      Instant end, Part<T> part, String after, int limit) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative()
        ? Optional.empty()
        : executor
            .eachWithin(left, List.of(limit), 1, asked -> part.read(after, asked))
            .values()
            .stream()
            .findFirst();
  }
}
