package dev.leadlog.reprocessing;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Produces the job handlers of <i>Process Leads</i> and <i>Retry</i>. */
class BulkJobs {

  private record ReprocessJob(ReprocessAction of, BulkSlice bulk) implements JobHandler {

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
  JobHandler process(BulkSlice bulk) {
    return new ReprocessJob(ReprocessAction.PROCESS, bulk);
  }

  @Produces
  @Singleton
  JobHandler retry(BulkSlice bulk) {
    return new ReprocessJob(ReprocessAction.RETRY, bulk);
  }
}
