package dev.leadlog.reprocessing;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;

/** <i>Process Leads</i> and <i>Retry</i>, each as a kind of job. */
class BulkJobs {

  private record OfKind(Kind of, BulkWork bulk) implements JobWork {

    @Override
    public String kind() {
      return of.job();
    }

    @Override
    public Slice run(Job job, Instant until) {
      return bulk.run(of, job, until);
    }
  }

  @Produces
  @Singleton
  JobWork process(BulkWork bulk) {
    return new OfKind(Kind.PROCESS, bulk);
  }

  @Produces
  @Singleton
  JobWork retry(BulkWork bulk) {
    return new OfKind(Kind.RETRY, bulk);
  }
}
