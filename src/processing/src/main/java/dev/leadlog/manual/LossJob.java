package dev.leadlog.manual;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.selection.LeadSlices;
import dev.leadlog.selection.LeadStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Marks selected leads as Loss, with the note in the job's request. */
@Singleton
class LossJob implements JobHandler, LeadStep {

  static final String KIND = "loss";

  /** The field of the request with the note. */
  static final String NOTE = "note";

  private final LeadSlices slices;
  private final ManualChanges manualChanges;
  private final Clock clock;

  LossJob(LeadSlices slices, ManualChanges manualChanges, Clock clock) {
    this.slices = slices;
    this.manualChanges = manualChanges;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Slice run(Job job, Instant until) {
    return slices.run(job, job.cursor(), until, this);
  }

  @Override
  public Optional<String> refusal(LeadLog log) {
    return ManualActions.markRefusal(log);
  }

  @Override
  public boolean change(LeadLog log, Job job) {
    String note = job.request().path(NOTE).asText();
    return manualChanges.markLoss(log, job.by(), note, clock.instant(), job.id());
  }
}
