package dev.leadlog.reprocessing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * A started job.
   *
   * @param accepted the number of accepted leads; null for a filter, whose leads are not known yet
   * @param refused the refused ids
   */
  public record StartedJob(Job job, Integer accepted, List<Refusal> refused) {}

  /**
   * What a job would do.
   *
   * @param matched the number of matching leads
   * @param refused how many of them it would refuse
   * @param complete false if the time was too short to count all
   */
  public record MatchCount(int matched, int refused, boolean complete) {}

  private static final int AT_ONCE = 8;

  /** Tolerance for clock differences, so that a log that was just received is included. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final LeadLogs logs;
  private final Jobs jobs;
  private final SelectedLeads selectedLeads;
  private final Refusals refusals;
  private final LeadlogSettings settings;
  private final Clock clock;
  private final BoundedExecutor executor;

  BulkReprocessor(
      LeadLogs logs,
      Jobs jobs,
      SelectedLeads selectedLeads,
      Refusals refusals,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.refusals = refusals;
    this.settings = settings;
    this.executor = executor;
    this.logs = logs;
    this.jobs = jobs;
    this.selectedLeads = selectedLeads;
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
    if (!(selection instanceof Selection.Ids ids)) {
      return new StartedJob(jobs.begin(kind.job, request(selection, how), by), null, List.of());
    }
    List<LeadgenId> once = ids.ids().stream().distinct().toList();
    List<Refusal> refused = refusals(kind, once, how);
    Set<String> out = Set.copyOf(refused.stream().map(Refusal::leadgenId).toList());
    Selection taken =
        new Selection.Ids(once.stream().filter(id -> !out.contains(id.text())).toList());
    Job job = jobs.begin(kind.job, request(taken, how), by);
    return new StartedJob(job, once.size() - refused.size(), refused);
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
    ObjectNode request =
        request(waitingFor(page), ReprocessOptions.toAll(false)).put(BulkSlice.HELD, true);
    return jobs.begin(ReprocessAction.PROCESS.job, request, by);
  }

  /** Returns the selection of the leads that wait for the configuration of a page. */
  public Selection waitingFor(PageId page) {
    Instant now = clock.instant();
    return new Selection.WaitingForConfiguration(
        LeadLogFilter.between(now.minus(settings.lookBack()), now.plus(CLOCKS_DIFFER))
            .withPageId(page));
  }

  /**
   * Counts the leads that a job would process, without changing them.
   *
   * @param timeLimit how long leads are counted at most
   */
  public MatchCount count(
      ReprocessAction kind, Selection selection, ReprocessOptions how, Duration timeLimit) {
    Instant end = clock.instant().plus(timeLimit);
    ObjectNode request = request(selection, how);
    int matched = 0;
    int refused = 0;
    String cursor = null;
    do {
      SelectedLeads.LeadBatch some = selectedLeads.some(request, cursor);
      matched += some.ids().size();
      refused += refusals(kind, some.ids(), how).size();
      cursor = some.next();
    } while (cursor != null && clock.instant().isBefore(end));
    return new MatchCount(matched, refused, cursor == null);
  }

  private List<Refusal> refusals(ReprocessAction kind, List<LeadgenId> ids, ReprocessOptions how) {
    return executor
        .each(ids, AT_ONCE, id -> refusal(kind, id, how).map(why -> new Refusal(id.text(), why)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> refusal(ReprocessAction kind, LeadgenId id, ReprocessOptions how) {
    Optional<LeadLog> log = logs.find(id);
    return log.isEmpty()
        ? Optional.of(BulkSlice.UNKNOWN)
        : refusals.refusal(log.get(), kind, how, clock.instant());
  }

  private static ObjectNode request(Selection selection, ReprocessOptions how) {
    ObjectNode request = selection.json().put("refetch", how.refetch());
    how.destinations().forEach(request.putArray(BulkSlice.DESTINATIONS)::add);
    return request;
  }
}
