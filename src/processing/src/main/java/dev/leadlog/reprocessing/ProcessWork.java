package dev.leadlog.reprocessing;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;

/** <i>Process Leads</i>, as a job. */
@Singleton
class ProcessWork implements JobWork {

  private final BulkWork bulk;

  ProcessWork(BulkWork bulk) {
    this.bulk = bulk;
  }

  @Override
  public String kind() {
    return Kind.PROCESS.job();
  }

  @Override
  public Slice run(Job job, Instant until) {
    return bulk.run(Kind.PROCESS, job, until);
  }
}
