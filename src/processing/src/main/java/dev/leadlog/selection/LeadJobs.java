package dev.leadlog.selection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Counts selected leads, and starts jobs for them. Each method takes a function that returns why a
 * lead is refused, as a sentence for the user; empty if it is not.
 */
@Singleton
public class LeadJobs {

  /** The refusal of an id without a log. */
  public static final String UNKNOWN = "the lead is not in the log";

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

  private static final int LISTED_AT_ONCE = 2_000;

  private final LeadLogs logs;
  private final Jobs jobs;
  private final SelectedLeads selectedLeads;
  private final Clock clock;
  private final BoundedExecutor executor;

  LeadJobs(
      LeadLogs logs,
      Jobs jobs,
      SelectedLeads selectedLeads,
      Clock clock,
      BoundedExecutor executor) {
    this.logs = logs;
    this.jobs = jobs;
    this.selectedLeads = selectedLeads;
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * Starts a job. Refused ids are left out of it.
   *
   * @param kind the kind of a job handler
   * @param options the fields of the job's request beside the selection
   * @param by the caller, for the history
   */
  public StartedJob begin(
      String kind,
      Selection selection,
      ObjectNode options,
      Function<LeadLog, Optional<String>> refusal,
      String by) {
    if (!(selection instanceof Selection.Ids ids)) {
      return new StartedJob(jobs.begin(kind, request(selection, options), by), null, List.of());
    }
    List<LeadgenId> once = ids.ids().stream().distinct().toList();
    List<Refusal> refused = refusals(once, refusal);
    Set<String> out = Set.copyOf(refused.stream().map(Refusal::leadgenId).toList());
    Selection taken =
        new Selection.Ids(once.stream().filter(id -> !out.contains(id.text())).toList());
    Job job = jobs.begin(kind, request(taken, options), by);
    return new StartedJob(job, once.size() - refused.size(), refused);
  }

  private static ObjectNode request(Selection selection, ObjectNode options) {
    return options.deepCopy().setAll(selection.json());
  }

  /**
   * Counts the leads that a job would change, without changing them.
   *
   * @param timeLimit how long leads are counted at most
   */
  public MatchCount count(
      Selection selection, Function<LeadLog, Optional<String>> refusal, Duration timeLimit) {
    return count(
        selection, SelectedLeads.USUAL_SIZE, ids -> refusals(ids, refusal).size(), timeLimit);
  }

  /**
   * Counts the selected leads; only ids without a log are refused. It reads no lead that a filter
   * has found, so it is faster.
   *
   * @param timeLimit how long leads are counted at most
   */
  public MatchCount count(Selection selection, Duration timeLimit) {
    return selection instanceof Selection.Ids
        ? count(selection, log -> Optional.empty(), timeLimit)
        : count(selection, LISTED_AT_ONCE, ids -> 0, timeLimit);
  }

  private MatchCount count(
      Selection selection,
      int batchSize,
      ToIntFunction<List<LeadgenId>> refusedOf,
      Duration timeLimit) {
    Instant end = clock.instant().plus(timeLimit);
    ObjectNode request = selection.json();
    int matched = 0;
    int refused = 0;
    String cursor = null;
    do {
      SelectedLeads.LeadBatch batch = selectedLeads.batch(request, cursor, batchSize);
      matched += batch.ids().size();
      refused += refusedOf.applyAsInt(batch.ids());
      cursor = batch.next();
    } while (cursor != null && clock.instant().isBefore(end));
    return new MatchCount(matched, refused, cursor == null);
  }

  private List<Refusal> refusals(List<LeadgenId> ids, Function<LeadLog, Optional<String>> refusal) {
    return executor
        .each(
            ids,
            LeadSlices.AT_ONCE,
            id ->
                logs.find(id)
                    .map(refusal)
                    .orElse(Optional.of(UNKNOWN))
                    .map(why -> new Refusal(id.text(), why)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
