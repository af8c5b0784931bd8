package dev.leadlog.jobs;

import dev.leadlog.intake.LeadQueue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Jobs of which a test chooses the work. */
@Singleton
public class SomeJobs {

  private final JobStore store;
  private final LeadQueue queue;
  private final Clock clock;

  SomeJobs(JobStore store, LeadQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  public Jobs of(JobHandler work) {
    return new Jobs(store, queue, clock, List.of(work));
  }
}
