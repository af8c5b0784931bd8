package dev.leadlog.jobs;

import dev.leadlog.queues.Queues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Jobs with a handler that a test chooses. */
@Singleton
public class JobsFixture {

  private final JobStore store;
  private final Queues queues;
  private final Clock clock;

  JobsFixture(JobStore store, Queues queues, Clock clock) {
    this.store = store;
    this.queues = queues;
    this.clock = clock;
  }

  public Jobs of(JobHandler work) {
    return new Jobs(store, queues, clock, List.of(work));
  }
}
