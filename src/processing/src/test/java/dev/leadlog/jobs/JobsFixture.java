package dev.leadlog.jobs;

import dev.leadlog.intake.LeadQueue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Jobs with a handler that a test chooses. */
@Singleton
public class JobsFixture {

  private final JobStore store;
  private final LeadQueue queue;
  private final Clock clock;

  JobsFixture(JobStore store, LeadQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  public Jobs of(JobHandler work) {
    return new Jobs(store, queue, clock, List.of(work));
  }
}
