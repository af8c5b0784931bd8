package dev.leadlog.webhook;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the values that are read from the newest configuration. */
@Priority(Priorities.APPLICATION + 1_000)
public class CountedValues implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1;

  private static volatile CountedValues newest;

  private final AtomicInteger count = new AtomicInteger();

  public CountedValues() {
    newest = this;
  }

  static int read() {
    return newest.count.get();
  }

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    count.incrementAndGet();
    return context.proceed(name);
  }
}
