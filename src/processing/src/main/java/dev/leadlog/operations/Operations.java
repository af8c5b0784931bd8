package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.SdkFailures;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs every operation by the name of an action: one JSON object in, one out, for the AWS console
 * and CLI. For example {@code {"action":"process","leadgenIds":["…"]}}.
 */
@Singleton
public class Operations {

  private static final Logger LOG = Logger.getLogger(Operations.class);

  /**
   * @param input the request without the action
   */
  private record Request(StrictReader input, String by, Instant deadline) {

    String text(String name) {
      return input.json(name).isValueNode() ? input.json(name).asText() : null;
    }

    StrictReader without(String... names) {
      return input.without(names);
    }
  }

  private interface Action {
    OperationResult answer(Request request);
  }

  private final LeadLogOperations logs;
  private final PageOperations pages;
  private final ExportOperations exports;
  private final MonitoringOperations monitoring;
  private final Sweep sweep;
  private final Map<String, Action> actions = new LinkedHashMap<>();

  Operations(
      LeadLogOperations logs,
      PageOperations pages,
      MappingOperations mappings,
      SuggestionOperations suggestions,
      OnboardingOperations connecting,
      ImportOperations imports,
      ExportOperations exports,
      MonitoringOperations monitoring,
      Sweep sweep) {
    this.logs = logs;
    this.pages = pages;
    this.exports = exports;
    this.monitoring = monitoring;
    this.sweep = sweep;
    actions.put("list", r -> logs.list(r.input()));
    only("get", r -> logs.get(r.text("leadgenId"), r.by()), "leadgenId");
    only("attention", r -> monitoring.attention());
    actions.put("process", this::process);
    actions.put("retry", r -> logs.retry(r.input(), r.by()));
    actions.put(
        "processed", r -> logs.markProcessed(r.text("leadgenId"), r.without("leadgenId"), r.by()));
    actions.put("loss", this::loss);
    only("correct", this::correct, "leadgenId", "payload");
    only("erase", r -> logs.erase(r.text("leadgenId"), r.by()), "leadgenId");
    actions.put("import", r -> imports.importTextOrKey(r.input(), r.by(), r.deadline()));
    actions.put("export", this::export);
    only("job", r -> monitoring.job(r.text("job"), r.by()), "job");
    actions.put("jobs", r -> monitoring.jobs(r.input(), r.by()));
    only("cancelJob", r -> monitoring.cancelJob(r.text("job"), r.by()), "job");
    only("pages", r -> pages.all());
    actions.put("page", this::page);
    only("deletePage", r -> pages.delete(r.text("pageId")), "pageId");
    only("formStates", r -> pages.forms(r.text("pageId")), "pageId");
    actions.put("forms", r -> connecting.forms(r.text("pageId"), r.without("pageId")));
    only("subscribe", r -> connecting.subscribe(r.text("pageId")), "pageId");
    actions.put("discover", r -> connecting.discover(r.input(), r.by()));
    actions.put("poll", r -> pages.poll(r.text("pageId"), r.without("pageId"), r.by()));
    actions.put("stats", this::stats);
    actions.put("preview", r -> mappings.preview(r.text("pageId"), r.without("pageId"), r.by()));
    actions.put(
        "suggestMapping",
        r ->
            suggestions.suggest(r.text("pageId"), r.text("formId"), r.without("pageId", "formId")));
    only("mappingFunctions", r -> mappings.functions());
    only("sweep", this::sweep);
    actions.put("health", this::health);
  }

  /**
   * Registers an action with only these fields; the other actions check their fields themselves.
   */
  private void only(String name, Action action, String... fields) {
    actions.put(
        name,
        request -> {
          StrictReader input = request.input().knowing(fields);
          return OperationResult.ifValid(input, () -> action.answer(request));
        });
  }

  /**
   * Runs an action.
   *
   * @param by the caller, for the history
   * @param deadline the end of the invocation
   * @return the result or a problem; a refusal is not an exception, because it is not a failure of
   *     the function
   */
  public ObjectNode answer(JsonNode request, String by, Instant deadline) {
    String name = request.path("action").asText("");
    Action action = actions.get(name);
    if (action == null || !(request instanceof ObjectNode json)) {
      return unknown(name);
    }
    try {
      ObjectNode body =
          action.answer(new Request(StrictReader.of(json).without("action"), by, deadline)).body();
      return body == null ? Json.object().put("done", true) : body;
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException store) {
        LOG.errorf("a store did not answer: %s", store.getClass().getSimpleName());
        return OperationResult.unavailable().body();
      }
      LOG.errorf(e, "the action %s failed", name);
      return OperationResult.internalError().body();
    }
  }

  private ObjectNode unknown(String name) {
    ObjectNode problem =
        OperationResult.problem(
                400,
                "Invalid request",
                "action is \"" + name + "\"; " + SpellingSuggestion.hint(name, actions.keySet()))
            .body();
    actions.keySet().forEach(problem.putArray("actions")::add);
    return problem;
  }

  /** Returns the statistics; with {@code "recount": true} starts a recount. */
  private OperationResult stats(Request request) {
    StrictReader rest = request.without("recount");
    return request.input().flag("recount", false)
        ? monitoring.recount(rest, request.by())
        : monitoring.stats(rest);
  }

  /** Processes one lead by {@code leadgenId}, or many by {@code leadgenIds} or {@code filter}. */
  private OperationResult process(Request request) {
    return request.input().json().has("leadgenId")
        ? logs.process(request.text("leadgenId"), request.without("leadgenId"), request.by())
        : logs.process(request.without("leadgenId"), request.by());
  }

  /** Marks one lead by {@code leadgenId}, or many by {@code leadgenIds} or {@code filter}. */
  private OperationResult loss(Request request) {
    return request.input().json().has("leadgenId")
        ? logs.markLoss(request.text("leadgenId"), request.without("leadgenId"), request.by())
        : logs.markLoss(request.without("leadgenId"), request.by());
  }

  private OperationResult correct(Request request) {
    StrictReader payload = StrictReader.of(request.input().json().get("payload"));
    return logs.correct(request.text("leadgenId"), payload, request.by());
  }

  /** Exports with a job; with {@code "inline":true} a small file is in the response. */
  private OperationResult export(Request request) {
    StrictReader rest = request.without("inline");
    return request.input().flag("inline", false)
        ? exports.exportNow(rest, request.by())
        : exports.begin(rest, request.by());
  }

  /** Saves {@code page}, or returns the page of {@code pageId}. */
  private OperationResult page(Request request) {
    JsonNode page = request.input().json().get("page");
    StrictReader rest = request.without("page", "pageId", "ifMatch");
    if (page == null) {
      return OperationResult.ifValid(rest.knowing(), () -> pages.get(request.text("pageId")));
    }
    String pageId =
        request.text("pageId") == null ? page.path("pageId").asText("") : request.text("pageId");
    return pages.save(pageId, page, request.text("ifMatch"), rest, request.by());
  }

  /** Returns the results of the last check; with {@code "refresh"} checks that page now. */
  private OperationResult health(Request request) {
    StrictReader rest = request.without("refresh").knowing("pageId");
    return rest.hasMistakes() || request.text("refresh") == null
        ? monitoring.health(request.without("refresh"))
        : monitoring.check(request.text("refresh"));
  }

  private OperationResult sweep(Request request) {
    Sweep.SweepResult swept = sweep.run(request.deadline());
    return OperationResult.of(
        200,
        Json.object().put("enqueued", swept.enqueued()).put("deadLetters", swept.deadLetters()));
  }
}
