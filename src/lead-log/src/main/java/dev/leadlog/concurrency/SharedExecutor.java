package dev.leadlog.concurrency;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the executor for all work except the acknowledgement, which has its own threads. */
class SharedExecutor {

  /** A list over 90 days queries 32 index partitions. */
  private static final int THREADS = 32;

  @Produces
  @Singleton
  BoundedExecutor executor() {
    return new BoundedExecutor("leadlog", THREADS);
  }
}
