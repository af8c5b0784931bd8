package dev.leadlog.reprocessing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.jobs.Job;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.PageId;
import dev.leadlog.selection.LeadJobs;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts <i>Process Leads</i> and <i>Retry</i> for many leads as jobs, because one invocation is
 * too short.
 */
@Singleton
public class BulkReprocessor {

  /** What a job does with each lead. */
  public enum ReprocessAction {
    PROCESS("process"),
    RETRY("retry");

    private final String job;

    ReprocessAction(String job) {
      this.job = job;
    }

    String job() {
      return job;
    }
  }

  private final LeadJobs leadJobs;
  private final Refusals refusals;
  private final LeadlogSettings settings;
  private final Clock clock;

  BulkReprocessor(LeadJobs leadJobs, Refusals refusals, LeadlogSettings settings, Clock clock) {
    this.leadJobs = leadJobs;
    this.refusals = refusals;
    this.settings = settings;
    this.clock = clock;
  }

  /** Starts a job that delivers to every destination that has not accepted a lead. */
  public StartedJob begin(ReprocessAction kind, Selection selection, boolean refetch, String by) {
    return begin(kind, selection, ReprocessOptions.toAll(refetch), by);
  }

  /**
   * Starts a job.
   *
   * @param by the caller, for the history
   */
  public StartedJob begin(
      ReprocessAction kind, Selection selection, ReprocessOptions how, String by) {
    return leadJobs.begin(kind.job, selection, how.json(), refusal(kind, how), by);
  }

  /**
   * Starts the job after a page was saved: it reprocesses the leads that waited for its
   * configuration, and reads missing payloads.
   */
  public Job beginWaiting(PageId page, String by) {
    return begin(ReprocessAction.PROCESS, waitingFor(page), false, by).job();
  }

  /** Starts a job that only reads missing payloads of a page, and does not change waiting leads. */
  public Job beginReading(PageId page, String by) {
    ReprocessOptions how = ReprocessOptions.toAll(false);
    ObjectNode options = how.json().put(BulkSlice.HELD, true);
    return leadJobs
        .begin(
            ReprocessAction.PROCESS.job,
            waitingFor(page),
            options,
            refusal(ReprocessAction.PROCESS, how),
            by)
        .job();
  }

  /** Returns the selection of the leads that wait for the configuration of a page. */
  public Selection waitingFor(PageId page) {
    return new Selection.WaitingForConfiguration(
        LeadLogFilter.last(settings.lookBack(), clock.instant()).withPageId(page));
  }

  /**
   * Counts the leads that a job would process, without changing them.
   *
   * @param timeLimit how long leads are counted at most
   */
  public MatchCount count(
      ReprocessAction kind, Selection selection, ReprocessOptions how, Duration timeLimit) {
    return leadJobs.count(selection, refusal(kind, how), timeLimit);
  }

  private Function<LeadLog, Optional<String>> refusal(ReprocessAction kind, ReprocessOptions how) {
    return log -> refusals.refusal(log, kind, how, clock.instant());
  }
}
