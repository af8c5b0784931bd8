package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.exporting.Exporting;
import dev.leadlog.jobs.Cancelled;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobPage;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** What can be asked about jobs. */
@Singleton
public class JobOperations {

  private final Jobs jobs;
  private final Exporting exporting;

  JobOperations(Jobs jobs, Exporting exporting) {
    this.jobs = jobs;
    this.exporting = exporting;
  }

  /** Newest first: {@code limit}, {@code cursor}. */
  public Answer list(Map<String, String> given) {
    ListParameters parameters = ListParameters.withoutFilter(given);
    int limit = parameters.limit();
    String cursor = parameters.cursor(text -> Optional.of(text).filter(Jobs::isCursor));
    return parameters.mistakes().isEmpty()
        ? Answer.of(200, json(jobs.list(limit, cursor)))
        : Answer.problem(400, "Invalid request", parameters.mistakes());
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
