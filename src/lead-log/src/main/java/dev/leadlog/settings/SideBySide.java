package dev.leadlog.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.MDC;

/**
 * Runs blocking calls side by side, on daemon threads that are made when they are needed and end
 * when they are not.
 */
public final class SideBySide {

  private final ExecutorService threads;

  public SideBySide(String name, int atOnce) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
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
    return threads.submit(inTheNameOfTheCaller(Executors.callable(call)));
  }

  /**
   * What the call makes of each, in their order; the first failure is thrown once all have ended.
   */
  public <T, R> List<R> each(List<T> inputs, Function<T, R> call) {
    List<Future<R>> futures =
        inputs.stream()
            .map(input -> threads.submit(inTheNameOfTheCaller(() -> call.apply(input))))
            .toList();
    List<R> results = new ArrayList<>();
    Throwable failure = null;
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for calls side by side", e);
      }
    }
    if (failure != null) {
      throw unchecked(failure);
    }
    return results;
  }

  /** The inputs in their order, so many in a call at most. */
  public static <T> List<List<T>> parts(List<T> inputs, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < inputs.size(); from += most) {
      parts.add(inputs.subList(from, Math.min(from + most, inputs.size())));
    }
    return parts;
  }

  /** What a log line says of its lead goes along with the work. */
  private static <R> Callable<R> inTheNameOfTheCaller(Callable<R> call) {
    Map<String, Object> said = MDC.getMap();
    return () -> {
      said.forEach(MDC::put);
      try {
        return call.call();
      } finally {
        said.keySet().forEach(MDC::remove);
      }
    };
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
