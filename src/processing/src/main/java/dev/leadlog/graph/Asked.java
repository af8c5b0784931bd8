package dev.leadlog.graph;

import dev.leadlog.graph.Reading.NotRead;

/** What came of asking Meta: something, or why not. One of the two is null. */
record Asked<T>(T found, NotRead failure) {

  static <T> Asked<T> found(T found) {
    return new Asked<>(found, null);
  }

  static <T> Asked<T> failed(NotRead failure) {
    return new Asked<>(null, failure);
  }

  boolean isFound() {
    return failure == null;
  }

  /** The same for those outside. */
  Inquiry<T> inquiry() {
    return isFound() ? new Inquiry.Answered<>(found) : new Inquiry.Unanswered<>(failure);
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "Asked[" + (isFound() ? "found" : failure) + "]";
  }
}
