package dev.leadlog.selection;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler.Slice;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the slices of a job for selected leads. */
@Singleton
public class LeadSlices {

  private static final int LEADS_A_SLICE = 500;

  static final int AT_ONCE = 8;

  private record Result(LeadgenId id, Optional<String> refusal) {}

  private final LeadLogs logs;
  private final SelectedLeads selectedLeads;
  private final Clock clock;
  private final BoundedExecutor executor;
  private final int leadsABatch;
  private final int leadsASlice;

  @Inject
  LeadSlices(LeadLogs logs, SelectedLeads selectedLeads, Clock clock, BoundedExecutor executor) {
    this(logs, selectedLeads, clock, executor, SelectedLeads.USUAL_SIZE, LEADS_A_SLICE);
  }

  LeadSlices(
      LeadLogs logs,
      SelectedLeads selectedLeads,
      Clock clock,
      BoundedExecutor executor,
      int leadsABatch,
      int leadsASlice) {
    this.logs = logs;
    this.selectedLeads = selectedLeads;
    this.clock = clock;
    this.executor = executor;
    this.leadsABatch = leadsABatch;
    this.leadsASlice = leadsASlice;
  }

  /**
   * Runs a slice of up to 500 leads. Leads that have changed since the job began are refused,
   * except those that wait for a page's configuration.
   *
   * @param cursor where the slice begins; null for the beginning
   * @param until no further batch is begun after this time
   */
  public Slice run(Job job, String cursor, Instant until, LeadStep step) {
    int matched = 0;
    List<Refusal> refused = new ArrayList<>();
    String next = cursor;
    do {
      SelectedLeads.LeadBatch batch = selectedLeads.batch(job.request(), next, leadsABatch);
      List<Result> results =
          executor.each(batch.ids(), AT_ONCE, id -> new Result(id, refusal(id, job, step)));
      step.changed(results.stream().filter(r -> r.refusal().isEmpty()).map(Result::id).toList());
      matched += results.size();
      results.forEach(
          r -> r.refusal().ifPresent(why -> refused.add(new Refusal(r.id().text(), why))));
      next = batch.next();
    } while (next != null && matched < leadsASlice && clock.instant().isBefore(until));
    return new Slice(matched, matched - refused.size(), refused, next, Duration.ZERO);
  }

  private Optional<String> refusal(LeadgenId id, Job job, LeadStep step) {
    Optional<LeadLog> found = logs.find(id);
    if (found.isEmpty()) {
      return Optional.of(LeadJobs.UNKNOWN);
    }
    LeadLog log = found.get();
    if (isChangedBy(job, log)) {
      // The slice is repeated.
      return Optional.empty();
    }
    if (log.changedAt().isAfter(job.startedAt()) && Selection.savedPage(job.request()).isEmpty()) {
      return Optional.of("the lead has changed since the job began");
    }
    Optional<String> refusal = step.refusal(log);
    if (refusal.isPresent()) {
      return refusal;
    }
    // If the response of a successful write was lost, the log has the job's id.
    return step.change(log, job) || logs.find(id).filter(l -> isChangedBy(job, l)).isPresent()
        ? Optional.empty()
        : Optional.of(ManualChanges.CONFLICT);
  }

  private static boolean isChangedBy(Job job, LeadLog log) {
    return job.id().equals(log.processing().request().job());
  }
}
