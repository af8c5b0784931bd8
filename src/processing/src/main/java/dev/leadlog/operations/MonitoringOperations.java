package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.attention.Attention;
import dev.leadlog.document.StrictReader;
import dev.leadlog.exporting.LeadExporter;
import dev.leadlog.health.Health;
import dev.leadlog.jobs.CancelResult;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobPage;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.PageId;
import dev.leadlog.stats.Statistics;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The operations on waiting leads, health, jobs and statistics. */
@Singleton
public class MonitoringOperations {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;

  private final Attention attention;
  private final Health health;
  private final Jobs jobs;
  private final LeadExporter leadExporter;
  private final Statistics statistics;
  private final Clock clock;

  MonitoringOperations(
      Attention attention,
      Health health,
      Jobs jobs,
      LeadExporter leadExporter,
      Statistics statistics,
      Clock clock) {
    this.attention = attention;
    this.health = health;
    this.jobs = jobs;
    this.leadExporter = leadExporter;
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * Returns the groups of leads that wait for a person; {@code items} has the largest group first.
   */
  public OperationResult attention() {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    attention.all().forEach(leads -> items.add(leads.json()));
    return OperationResult.of(200, json);
  }

  /**
   * Returns the results of the last check with its time: {@code {"pageId"?}} for one page only. It
   * does not call Meta.
   */
  public OperationResult health(StrictReader input) {
    return OperationResult.ifValid(input.knowing("pageId"), () -> lastCheck(input));
  }

  private OperationResult lastCheck(StrictReader input) {
    String pageId = input.value("pageId", "a page", Optional::of).orElse(null);
    return pageId == null ? OperationResult.of(200, health.last()) : lastCheck(pageId);
  }

  private OperationResult lastCheck(String pageId) {
    return PageId.of(pageId)
        .flatMap(health::last)
        .map(found -> OperationResult.of(200, found))
        .orElseGet(() -> unknownPage(pageId));
  }

  /**
   * Checks a page now and returns the result. It calls Meta, and starts jobs for leads that waited
   * for the page's token.
   */
  public OperationResult check(String pageId) {
    return PageId.of(pageId).map(health::refresh).orElse(false)
        ? lastCheck(pageId)
        : unknownPage(pageId);
  }

  private static OperationResult unknownPage(String page) {
    return OperationResult.problem(
        404,
        "Not found",
        "page \"" + page + "\" is not configured; only configured pages are checked");
  }

  /** Lists jobs, newest first: {@code limit}, {@code cursor}. */
  public OperationResult jobs(StrictReader input, String by) {
    input.knowing("limit", "cursor");
    int limit = input.number("limit", 1, HIGHEST_LIMIT).orElse(USUAL_LIMIT);
    String cursor =
        input
            .value(
                "cursor",
                "the next of an earlier response",
                text -> Optional.of(text).filter(Jobs::isCursor))
            .orElse(null);
    return OperationResult.ifValid(
        input, () -> OperationResult.of(200, json(jobs.list(limit, cursor), by)));
  }

  private ObjectNode json(JobPage page, String by) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    page.items().forEach(job -> items.add(json(job, by)));
    return json.put("next", page.next());
  }

  /**
   * Returns the state of a job; for a completed export also its {@code file} and a {@code link}.
   */
  public OperationResult job(String id, String by) {
    return jobs.find(id == null ? "" : id)
        .map(job -> OperationResult.of(200, json(job, by)))
        .orElseGet(() -> unknownJob(id));
  }

  /** Cancels a running job; 409 if it has ended. */
  public OperationResult cancelJob(String id, String by) {
    return jobs.cancel(id)
        .map(cancelled -> cancelled(cancelled, by))
        .orElseGet(() -> unknownJob(id));
  }

  private OperationResult cancelled(CancelResult cancelled, String by) {
    Job job = cancelled.job();
    return cancelled.done()
        ? OperationResult.of(200, json(job, by))
        : OperationResult.problem(
            409,
            "Conflict",
            "job \"" + job.id() + "\" has already ended with state " + job.state().text());
  }

  private ObjectNode json(Job job, String by) {
    ObjectNode json = job.json();
    leadExporter
        .file(job)
        .ifPresent(
            file -> {
              AccessLog.log("link to export", job.id(), by);
              json.put("file", file.uri()).put("link", file.link());
            });
    return json;
  }

  private static OperationResult unknownJob(String id) {
    return OperationResult.problem(404, "Not found", "job \"" + id + "\" does not exist");
  }

  /**
   * Returns the statistics from {@code from} to {@code to}, each a day of the {@code zone} or a
   * time; by default the last 30 days in UTC.
   */
  public OperationResult stats(StrictReader input) {
    StatsParameters asked = StatsParameters.read(input, clock.instant());
    return OperationResult.ifValid(
        input,
        () -> OperationResult.of(200, statistics.between(asked.from(), asked.to(), asked.zone())));
  }

  /** Starts a job that counts all logs again. */
  public OperationResult recount(StrictReader input, String by) {
    input.knowing();
    return OperationResult.ifValid(input, () -> OperationResult.accepted(statistics.recount(by)));
  }
}
