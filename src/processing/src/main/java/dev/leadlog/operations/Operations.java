package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Everything that can be asked, by the name of an action: one JSON object in, one out, for AWS'
 * console and command line. For example {@code {"action":"process","leadgenIds":["…"]}}.
 */
@Singleton
public class Operations {

  private static final Logger LOG = Logger.getLogger(Operations.class);

  private record Request(JsonNode json, String by, Instant deadline) {

    String text(String name) {
      return json.path(name).isValueNode() ? json.path(name).asText() : null;
    }

    /** Everything but the action, as texts by name. */
    Map<String, String> texts() {
      Map<String, String> texts = new HashMap<>();
      without().fields().forEachRemaining(f -> texts.put(f.getKey(), f.getValue().asText()));
      return texts;
    }

    /** The request without the names that say where it goes. */
    ObjectNode without(String... names) {
      ObjectNode rest = json.deepCopy();
      rest.remove("action");
      for (String name : names) {
        rest.remove(name);
      }
      return rest;
    }
  }

  private interface Action {
    Answer answer(Request request);
  }

  private final LeadLogOperations logs;
  private final PageOperations pages;
  private final MappingOperations mappings;
  private final StatsOperations stats;
  private final ConnectingOperations connecting;
  private final HealthOperations health;
  private final ImportOperations imports;
  private final ExportOperations exports;
  private final JobOperations jobs;
  private final Sweep sweep;
  private final Map<String, Action> actions = new LinkedHashMap<>();

  Operations(
      LeadLogOperations logs,
      PageOperations pages,
      MappingOperations mappings,
      StatsOperations stats,
      ConnectingOperations connecting,
      HealthOperations health,
      ImportOperations imports,
      ExportOperations exports,
      JobOperations jobs,
      Sweep sweep) {
    this.logs = logs;
    this.pages = pages;
    this.mappings = mappings;
    this.stats = stats;
    this.connecting = connecting;
    this.health = health;
    this.imports = imports;
    this.exports = exports;
    this.jobs = jobs;
    this.sweep = sweep;
    actions.put("list", r -> logs.list(r.texts()));
    actions.put("get", r -> logs.get(r.text("leadgenId")));
    actions.put("process", this::process);
    actions.put("retry", r -> logs.retry(r.without(), r.by()));
    actions.put(
        "processed", r -> logs.markProcessed(r.text("leadgenId"), r.without("leadgenId"), r.by()));
    actions.put("loss", r -> logs.markLoss(r.text("leadgenId"), r.without("leadgenId"), r.by()));
    actions.put("correct", r -> logs.correct(r.text("leadgenId"), r.json().get("payload"), r.by()));
    actions.put("erase", r -> logs.erase(r.text("leadgenId"), r.by()));
    actions.put("import", r -> imports.ask(r.json(), r.by(), r.deadline()));
    actions.put("export", this::export);
    actions.put("job", r -> jobs.get(r.text("job")));
    actions.put("jobs", r -> jobs.list(r.texts()));
    actions.put("cancelJob", r -> jobs.cancel(r.text("job")));
    actions.put("pages", r -> pages.all());
    actions.put("page", this::page);
    actions.put("deletePage", r -> pages.delete(r.text("pageId")));
    actions.put("forms", r -> connecting.forms(r.text("pageId")));
    actions.put("subscribe", r -> connecting.subscribe(r.text("pageId")));
    actions.put("discover", r -> connecting.discover(r.without()));
    actions.put("poll", r -> pages.poll(r.text("pageId"), r.json(), r.by()));
    actions.put("stats", this::stats);
    actions.put("preview", r -> mappings.preview(r.text("pageId"), r.without("pageId")));
    actions.put("suggestMapping", r -> mappings.suggest(r.text("pageId"), r.text("formId")));
    actions.put("sweep", this::sweep);
    actions.put("health", r -> health.last(r.text("pageId"), r.text("refresh")));
  }

  /**
   * Does what is asked.
   *
   * @param by who asks, for the history
   * @param deadline when the function is stopped
   * @return the answer, or a problem: never an exception, since a refusal is no failure of the
   *     function
   */
  public ObjectNode answer(JsonNode request, String by, Instant deadline) {
    String name = request.path("action").asText("");
    Action action = actions.get(name);
    if (action == null) {
      return unknown(name);
    }
    try {
      ObjectNode body = action.answer(new Request(request, by, deadline)).body();
      return body == null ? Json.object().put("done", true) : body;
    } catch (SdkException e) {
      LOG.errorf("a store did not answer: %s", e.getClass().getSimpleName());
      return Answer.problem(503, "A store did not answer", "try again").body();
    } catch (RuntimeException e) {
      LOG.errorf(e, "the action %s failed", name);
      return Answer.problem(
              500,
              "This should not happen",
              "the log of the function has what did; please report it")
          .body();
    }
  }

  private ObjectNode unknown(String name) {
    ObjectNode problem =
        Answer.problem(
                400,
                "There is no such action",
                "action is \"" + name + "\"; known are " + String.join(", ", actions.keySet()))
            .body();
    actions.keySet().forEach(problem.putArray("actions")::add);
    return problem;
  }

  /** The numbers; with {@code "recount": true} counts every log anew. */
  private Answer stats(Request request) {
    return request.json().path("recount").asBoolean()
        ? stats.recount(request.by())
        : stats.stats(request.texts());
  }

  /** One lead by {@code leadgenId}; many by {@code leadgenIds} or {@code filter}. */
  private Answer process(Request request) {
    return request.json().has("leadgenId")
        ? logs.process(
            request.text("leadgenId"), request.json().path("refetch").asBoolean(), request.by())
        : logs.process(request.without(), request.by());
  }

  /** As a job; with {@code "inline":true} in the answer, where it is small. */
  private Answer export(Request request) {
    return request.json().path("inline").asBoolean()
        ? exports.now(request.without("inline"))
        : exports.begin(request.without("inline"), request.by());
  }

  /** Saves {@code page}; without it shows the page of {@code pageId}. */
  private Answer page(Request request) {
    JsonNode page = request.json().get("page");
    if (page == null) {
      return pages.get(request.text("pageId"));
    }
    String revision = request.text("ifMatch");
    boolean processWaiting = request.json().path("processWaiting").asBoolean(true);
    String pageId =
        request.text("pageId") == null ? page.path("pageId").asText("") : request.text("pageId");
    return pages.save(pageId, page, revision, processWaiting, request.by());
  }

  private Answer sweep(Request request) {
    Sweep.Swept swept = sweep.run(request.deadline());
    return Answer.of(
        200,
        Json.object().put("enqueued", swept.enqueued()).put("deadLetters", swept.deadLetters()));
  }
}
