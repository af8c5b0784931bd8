package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.emulators.RuntimeApi.Answer;
import dev.leadlog.proof.DocumentedCalls.DocumentedCall;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Makes documented calls as someone would who has pasted them, with ids of their own: leads that
 * need someone, the page that is configured, an export that is done, a file that was copied.
 */
final class PastedCalls {

  private final LambdaInstance operations;
  private final String savePage;
  private final Deque<String> leads;
  private final String job;
  private final String file;
  private String cursor;

  /**
   * @param savePage the event that configures {@link BenchmarkEnvironment#PAGE}
   * @param leads Unconfigured ones; each is used once
   * @param job of an export that is done
   * @param file the key of one that was copied to the bucket
   */
  PastedCalls(
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
   * @return what is wrong with the answer; nothing where it is as it should be
   */
  Optional<String> wrong(DocumentedCall call) {
    Answer answer = operations.invoke(own(call.payload()).toString());
    if (answer.isError()) {
      return Optional.of("the function failed: " + answer.body());
    }
    JsonNode body = Events.json(answer.body());
    cursor = body.path("next").asText(cursor);
    if (problem(body) != problem(call.shown())) {
      return Optional.of("it answered: " + body);
    }
    return missing(call.shown(), body);
  }

  /** The actions that the function knows. */
  Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    Events.json(operations.invoke("{}").body())
        .path("actions")
        .forEach(name -> actions.add(name.asText()));
    return actions;
  }

  private ObjectNode own(JsonNode payload) {
    ObjectNode own = payload.deepCopy();
    int revision = Events.json(operations.invoke(savePage).body()).path("revision").asInt();
    replace(own, "pageId", BenchmarkEnvironment.PAGE);
    replace(own, "ifMatch", Integer.toString(revision));
    replace(own, "job", job);
    replace(own, "cursor", cursor);
    replace(own, "key", file);
    if (own.has("leadgenId")) {
      own.put("leadgenId", leads.pop());
    }
    if (own.has("leadgenIds")) {
      ArrayNode ids = own.putArray("leadgenIds");
      payload.path("leadgenIds").forEach(id -> ids.add(leads.pop()));
    }
    return own;
  }

  private static void replace(ObjectNode json, String name, String value) {
    if (json.has(name)) {
      json.put(name, value);
    }
  }

  /** The status of a problem; 0 for an answer that is none. */
  private static int problem(JsonNode answer) {
    return answer != null && answer.has("title") && answer.path("status").isInt()
        ? answer.path("status").asInt()
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
