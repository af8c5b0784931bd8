package dev.leadlog.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedExecutorTest {

  private final BoundedExecutor executor = new BoundedExecutor("test", 2);
  private final AtomicInteger ended = new AtomicInteger();

  /** A failure that is thrown too early ends the function while other calls are running. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_failure_is_thrown_after_all_calls_have_ended(boolean error) {
    Throwable failure = error ? new StackOverflowError() : new IllegalStateException();

    assertThatThrownBy(() -> executor.each(List.of(0, 1), 2, i -> call(i, failure)))
        .isSameAs(failure);

    assertThat(ended).hasValue(1);
  }

  @Test
  void calls_that_exceed_the_time_limit_are_left_out_and_no_further_call_starts() {
    AtomicInteger begun = new AtomicInteger();
    Function<Integer, Integer> call =
        i -> {
          begun.incrementAndGet();
          if (i > 0) {
            sleep();
          }
          return i;
        };

    Map<Integer, Integer> results =
        executor.eachWithin(Duration.ofMillis(50), List.of(0, 1, 2, 3, 4), 2, call);

    assertThat(results).isEqualTo(Map.of(0, 0));
    sleep();
    assertThat(begun).hasValueLessThan(5);
  }

  private int call(int i, Throwable failure) {
    if (i == 0) {
      throwUnchecked(failure);
    }
    sleep();
    return ended.incrementAndGet();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
    throw (T) failure;
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMillis(100).toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
