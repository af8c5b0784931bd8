package dev.leadlog.graph;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.Reason;
import java.util.function.Function;

/** The requested data, or why Meta did not return it: one of the two is null. */
public record GraphResult<T>(T found, GraphFailure failure) {

  public static <T> GraphResult<T> found(T found) {
    return new GraphResult<>(found, null);
  }

  public static <T> GraphResult<T> failed(GraphFailure failure) {
    return new GraphResult<>(null, failure);
  }

  static <T> GraphResult<T> failed(Reason reason, Retry retry, String message) {
    return failed(new GraphFailure(reason, retry, message));
  }

  /** Creates a failure for a response that does not follow Meta's documentation. */
  static <T> GraphResult<T> unexpected(String message) {
    return failed(Reason.META_UNEXPECTED_RESPONSE, new Retry.Soon(), message);
  }

  public boolean isFound() {
    return failure == null;
  }

  /** Applies one of the two functions. */
  public <R> R map(Function<T, R> ofTheFound, Function<GraphFailure, R> ofTheFailure) {
    return isFound() ? ofTheFound.apply(found) : ofTheFailure.apply(failure);
  }

  /** Applies a further step to the data; a failure is returned unchanged. */
  public <R> GraphResult<R> then(Function<T, GraphResult<R>> step) {
    return map(step, GraphResult::failed);
  }

  /** The data may be personal. */
  @Override
  public String toString() {
    return "GraphResult[" + (isFound() ? "found" : failure) + "]";
  }
}
