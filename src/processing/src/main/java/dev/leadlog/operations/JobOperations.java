package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.exporting.Exporting;
import dev.leadlog.jobs.Cancelled;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobPage;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What can be asked about jobs. */
@Singleton
public class JobOperations {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;

  private final Jobs jobs;
  private final Exporting exporting;

  JobOperations(Jobs jobs, Exporting exporting) {
    this.jobs = jobs;
    this.exporting = exporting;
  }

  /** Newest first: {@code limit}, {@code cursor}. */
  public Answer list(StrictReader input) {
    input.knowing("limit", "cursor");
    int limit = input.number("limit", 1, HIGHEST_LIMIT).orElse(USUAL_LIMIT);
    String cursor =
        input
            .value(
                "cursor",
                "the next of an earlier answer",
                text -> Optional.of(text).filter(Jobs::isCursor))
            .orElse(null);
    return Answer.ifValid(input, () -> Answer.of(200, json(jobs.list(limit, cursor))));
  }

  private ObjectNode json(JobPage page) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    page.items().forEach(job -> items.add(json(job)));
    return json.put("next", page.next());
  }

  /** The state of a job; of an export that is done also its {@code file} and a {@code link}. */
  public Answer get(String id) {
    return jobs.find(id == null ? "" : id)
        .map(job -> Answer.of(200, json(job)))
        .orElseGet(() -> unknown(id));
  }

  /** Cancels a job that runs; 409 where it has ended. */
  public Answer cancel(String id) {
    return jobs.cancel(id).map(this::cancelled).orElseGet(() -> unknown(id));
  }

  private Answer cancelled(Cancelled cancelled) {
    Job job = cancelled.job();
    return cancelled.done()
        ? Answer.of(200, json(job))
        : Answer.problem(
            409,
            "Conflict",
            "job \"" + job.id() + "\" has ended, it is " + job.state().text() + " already");
  }

  private ObjectNode json(Job job) {
    ObjectNode json = job.json();
    exporting.file(job).ifPresent(file -> json.put("file", file.uri()).put("link", file.link()));
    return json;
  }

  private static Answer unknown(String id) {
    return Answer.problem(404, "Not found", "job \"" + id + "\" is not known");
  }
}
