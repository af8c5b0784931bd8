package dev.leadlog.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jboss.logging.MDC;

/**
 * Runs blocking calls in parallel on a bounded number of daemon threads. Threads are created on
 * demand and end after 10 seconds without work.
 */
public final class BoundedExecutor {

  private static final Duration FOREVER = Duration.ofDays(365);

  private final ExecutorService threads;

  public BoundedExecutor(String name, int most) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  public Future<?> start(Runnable call) {
    return threads.submit(withMdcOfTheCaller(call));
  }

  /**
   * Calls a function once for each input. The calling thread works too, so a call may itself use
   * this executor without a deadlock: if no thread is free, the caller does all of its own work.
   *
   * @param most the maximum number of parallel calls
   * @return the results in the order of the inputs
   * @throws RuntimeException the first failure, once all calls have ended
   */
  public <T, R> List<R> each(List<T> inputs, int most, Function<T, R> call) {
    Calls<T, R> calls = new Calls<>(inputs, call);
    for (int helper = 1; helper < Math.min(most, inputs.size()); helper++) {
      start(calls);
    }
    calls.run();
    return calls.results();
  }

  /**
   * Calls a function once for each input within a time limit. No call starts after the limit; the
   * method does not wait for calls that are still running.
   *
   * @param inputs distinct values
   * @param most the maximum number of parallel calls
   * @return the results of the calls that ended in time; null results are left out
   * @throws RuntimeException the first failure
   */
  public <T, R> Map<T, R> eachWithin(Duration time, List<T> inputs, int most, Function<T, R> call) {
    Calls<T, R> calls = new Calls<>(inputs, call);
    for (int helper = 0; helper < Math.min(most, inputs.size()); helper++) {
      start(calls);
    }
    return calls.resultsWithin(time);
  }

  /** Splits the inputs, in their order, into lists of at most the given size. */
  public static <T> List<List<T>> parts(List<T> inputs, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < inputs.size(); from += most) {
      parts.add(inputs.subList(from, Math.min(from + most, inputs.size())));
    }
    return parts;
  }

  /** Propagates the MDC to the worker thread. */
  private static Runnable withMdcOfTheCaller(Runnable call) {
    Map<String, Object> mdc = MDC.getMap();
    return () -> {
      mdc.forEach(MDC::put);
      try {
        call.run();
      } finally {
        mdc.keySet().forEach(MDC::remove);
      }
    };
  }

  /** The calls of one {@link #each}. Each thread takes the next input until none is left. */
  private static final class Calls<T, R> implements Runnable {

    private final List<T> inputs;
    private final Function<T, R> call;
    private final AtomicReferenceArray<R> results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch left;

    Calls(List<T> inputs, Function<T, R> call) {
      this.inputs = inputs;
      this.call = call;
      this.results = new AtomicReferenceArray<>(inputs.size());
      this.left = new CountDownLatch(inputs.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < inputs.size(); i = next.getAndIncrement()) {
        try {
          results.set(i, call.apply(inputs.get(i)));
        } catch (Throwable t) {
          failure.compareAndSet(null, t);
        } finally {
          left.countDown();
        }
      }
    }

    List<R> results() {
      await(FOREVER);
      throwFailure();
      List<R> all = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        all.add(results.get(i));
      }
      return all;
    }

    Map<T, R> resultsWithin(Duration time) {
      await(time);
      next.set(inputs.size());
      throwFailure();
      Map<T, R> ended = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        R result = results.get(i);
        if (result != null) {
          ended.put(inputs.get(i), result);
        }
      }
      return ended;
    }

    private void await(Duration time) {
      try {
        left.await(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while calls were running in parallel", e);
      }
    }

    private void throwFailure() {
      if (failure.get() instanceof Error error) {
        throw error;
      }
      if (failure.get() != null) {
        throw (RuntimeException) failure.get();
      }
    }
  }
}
