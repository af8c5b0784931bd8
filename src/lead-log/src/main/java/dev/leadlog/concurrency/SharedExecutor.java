package dev.leadlog.concurrency;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The executor of everything but the acknowledgement, whose stores have threads of their own. */
class SharedExecutor {

  /** As many as a list over 90 days has index partitions. */
  private static final int THREADS = 32;

  @Produces
  @Singleton
  BoundedExecutor executor() {
    return new BoundedExecutor("leadlog", THREADS);
  }
}
