package dev.leadlog.reprocessing;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;

/** <i>Retry</i>, as a job. */
@Singleton
class RetryWork implements JobWork {

  private final BulkWork bulk;

  RetryWork(BulkWork bulk) {
    this.bulk = bulk;
  }

  @Override
  public String kind() {
    return Kind.RETRY.job();
  }

  @Override
  public Slice run(Job job, Instant until) {
    return bulk.run(Kind.RETRY, job, until);
  }
}
