package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.proof.DocumentedCalls.DocumentedCall;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Makes documented calls with existing ids: leads that need attention, the configured page, a
 * finished export, and a file in the bucket.
 */
final class DocumentedCallRunner {

  private final LambdaInstance operations;
  private final String savePage;
  private final Deque<String> leads;
  private final String job;
  private final String file;
  private String cursor;

  /**
   * @param savePage the event that configures {@link BenchmarkEnvironment#PAGE}
   * @param leads Unconfigured leads; each is used once
   * @param job the job of a finished export
   * @param file the key of a file in the bucket
   */
  DocumentedCallRunner(
      LambdaInstance operations, String savePage, Deque<String> leads, String job, String file) {
    this.operations = operations;
    this.savePage = savePage;
    this.leads = leads;
    this.job = job;
    this.file = file;
  }

  /**
   * Makes a call.
   *
   * @return what is wrong with the response; empty if it is as documented
   */
  Optional<String> run(DocumentedCall call) {
    FunctionResponse response = operations.invoke(withOwnIds(call.payload()).toString());
    if (response.isError()) {
      return Optional.of("the function failed: " + response.body());
    }
    JsonNode body = Events.json(response.body());
    cursor = body.path("next").asText(cursor);
    if (problem(body) != problem(call.shown())) {
      return Optional.of("it answered: " + body);
    }
    return missing(call.shown(), body);
  }

  /** The actions of the function. */
  Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    Events.json(operations.invoke("{}").body())
        .path("actions")
        .forEach(name -> actions.add(name.asText()));
    return actions;
  }

  private ObjectNode withOwnIds(JsonNode payload) {
    ObjectNode call = payload.deepCopy();
    int revision = Events.json(operations.invoke(savePage).body()).path("revision").asInt();
    replace(call, "pageId", BenchmarkEnvironment.PAGE);
    replace(call, "ifMatch", Integer.toString(revision));
    replace(call, "job", job);
    replace(call, "cursor", cursor);
    replace(call, "key", file);
    if (call.has("leadgenId")) {
      call.put("leadgenId", leads.pop());
    }
    if (call.has("leadgenIds")) {
      ArrayNode ids = call.putArray("leadgenIds");
      payload.path("leadgenIds").forEach(id -> ids.add(leads.pop()));
    }
    return call;
  }

  private static void replace(ObjectNode json, String name, String value) {
    if (json.has(name)) {
      json.put(name, value);
    }
  }

  /** The status of a problem; 0 if the response is not a problem. */
  private static int problem(JsonNode response) {
    return response != null && response.has("title") && response.path("status").isInt()
        ? response.path("status").asInt()
        : 0;
  }

  private static Optional<String> missing(JsonNode shown, JsonNode body) {
    if (shown == null) {
      return Optional.empty();
    }
    List<String> missing =
        StreamSupport.stream(((Iterable<String>) shown::fieldNames).spliterator(), false)
            .filter(name -> !body.has(name))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("there is no " + String.join(", ", missing) + " in " + body);
  }
}
