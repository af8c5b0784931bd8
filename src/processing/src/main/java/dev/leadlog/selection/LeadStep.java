package dev.leadlog.selection;

import dev.leadlog.jobs.Job;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import java.util.List;
import java.util.Optional;

/** What a job does with each lead of its selection. */
public interface LeadStep {

  /** Returns why a lead cannot be changed, as a sentence for the user; empty if it can. */
  Optional<String> refusal(LeadLog log);

  /**
   * Changes a lead and stores the job's id in its log, both in one conditional write.
   *
   * @return false if the log has changed since it was read
   */
  boolean change(LeadLog log, Job job);

  /**
   * Is called with the changed leads of each batch. After a crash it is called again with some of
   * them.
   */
  default void changed(List<LeadgenId> leads) {}
}
