package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.List;

/**
 * A piece of work, and how far it has come.
 *
 * @param kind the name of the {@link JobWork} that does it
 * @param request what was asked for
 * @param by who asked
 * @param slice how many parts of it are done
 * @param cursor where the next part begins; null for the beginning
 * @param failure why it ended without being done; else null
 * @param refusedSample some of those that were refused, with why
 */
public record Job(
    String id,
    String kind,
    State state,
    ObjectNode request,
    String by,
    Instant createdTime,
    int slice,
    String cursor,
    String failure,
    int matched,
    int enqueued,
    int refused,
    List<Refusal> refusedSample) {

  /** Where it stands. */
  public enum State {
    RUNNING("Running"),
    DONE("Done"),
    FAILED("Failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static State of(String text) {
      return List.of(values()).stream().filter(s -> s.text.equals(text)).findFirst().orElseThrow();
    }
  }

  /** As the API shows it. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("job", id).put("kind", kind).put("state", state.text());
    json.put("matched", matched).put("enqueued", enqueued).put("refused", refused);
    ArrayNode sample = json.putArray("refusedSample");
    refusedSample.forEach(refusal -> sample.add(refusal.json()));
    json.put("by", by).put("createdTime", Times.text(createdTime));
    return failure == null ? json : json.put("failure", failure);
  }
}
