package dev.leadlog.manual;

import dev.leadlog.selection.LeadJobs;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Marks many leads as Loss as a job. */
@Singleton
public class BulkLoss {

  private final LeadJobs leadJobs;

  BulkLoss(LeadJobs leadJobs) {
    this.leadJobs = leadJobs;
  }

  /**
   * Starts a job.
   *
   * @param by the author for the history
   * @param note the reason
   */
  public StartedJob begin(Selection selection, String by, String note) {
    return leadJobs.begin(
        LossJob.KIND,
        selection,
        Json.object().put(LossJob.NOTE, note),
        ManualActions::markRefusal,
        by);
  }

  /**
   * Counts the leads that a job would mark.
   *
   * @param timeLimit how long leads are counted at most
   */
  public MatchCount count(Selection selection, Duration timeLimit) {
    return leadJobs.count(selection, ManualActions::markRefusal, timeLimit);
  }
}
