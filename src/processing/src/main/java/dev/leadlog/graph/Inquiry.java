package dev.leadlog.graph;

import dev.leadlog.graph.Reading.NotRead;
import java.util.function.Function;

/** What came of asking Meta something about a page. */
public sealed interface Inquiry<T> {

  /** Meta has answered. */
  record Answered<T>(T answer) implements Inquiry<T> {}

  /** Meta has not, or nobody could ask. */
  record Unanswered<T>(NotRead why) implements Inquiry<T> {}

  /** What one of both makes of it. */
  default <R> R map(Function<T, R> ofTheAnswer, Function<NotRead, R> otherwise) {
    return this instanceof Answered<T> answered
        ? ofTheAnswer.apply(answered.answer())
        : otherwise.apply(((Unanswered<T>) this).why());
  }
}
