package dev.leadlog.polling;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Starts the backfill of a page as a job. */
@Singleton
public class Backfill {

  private final Jobs jobs;

  Backfill(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * @param since at most 90 days ago, because Meta deletes older leads
   * @param by the caller
   */
  public Job begin(PageId page, Instant since, String by) {
    return jobs.begin(
        BackfillJob.KIND,
        Json.object().put("pageId", page.text()).put("since", Times.text(since)),
        by);
  }
}
