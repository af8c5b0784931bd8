package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.jobs.JobHandler.Slice;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Work that is done slice by slice.
 *
 * @param kind the name of the {@link JobHandler} that does it
 * @param request the parameters of the job
 * @param by who started it
 * @param failure why it failed; else null
 */
public record Job(
    String id,
    String kind,
    State state,
    ObjectNode request,
    String by,
    Instant startedAt,
    Progress progress,
    String failure) {

  /** Whether a job runs, or how it ended. */
  public enum State {
    RUNNING("Running"),
    DONE("Done"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String text;

    State(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static State of(String text) {
      return List.of(values()).stream().filter(s -> s.text.equals(text)).findFirst().orElseThrow();
    }
  }

  /**
   * Why a running job waits.
   *
   * @param why a sentence, such as Meta's error message
   * @param retryAt when the next slice runs
   */
  public record Pause(String why, Instant retryAt) {}

  /**
   * The progress of a job.
   *
   * @param slices the number of completed slices
   * @param cursor where the next slice begins; null for the beginning
   * @param refusedSample the first refused leads or rows
   * @param waiting null if the job does not wait, or has ended
   */
  public record Progress(
      int slices,
      String cursor,
      int matched,
      int enqueued,
      int refused,
      List<Refusal> refusedSample,
      Pause waiting) {

    private static final int SAMPLE = 20;

    static final Progress NONE = new Progress(0, null, 0, 0, 0, List.of(), null);

    /** Returns the progress after one more slice. */
    public Progress after(Slice done, Instant now) {
      return new Progress(
          slices + 1,
          done.next(),
          matched + done.matched(),
          enqueued + done.enqueued(),
          refused + done.refused().size(),
          Stream.concat(refusedSample.stream(), done.refused().stream()).limit(SAMPLE).toList(),
          done.waitsFor() == null || done.next() == null
              ? null
              : new Pause(done.waitsFor(), now.plus(done.pause())));
    }

    /** Returns the progress of a job that has ended. */
    Progress ended() {
      return new Progress(slices + 1, cursor, matched, enqueued, refused, refusedSample, null);
    }
  }

  /** Returns where the next slice begins; null for the beginning. */
  public String cursor() {
    return progress.cursor();
  }

  Job after(Slice done, Instant now) {
    State next = done.next() == null ? State.DONE : State.RUNNING;
    return new Job(id, kind, next, request, by, startedAt, progress.after(done, now), null);
  }

  Job failed(String why) {
    return new Job(id, kind, State.FAILED, request, by, startedAt, progress.ended(), why);
  }

  /** Returns the job as in the API. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("job", id).put("kind", kind).put("state", state.text());
    json.put("matched", progress.matched())
        .put("enqueued", progress.enqueued())
        .put("refused", progress.refused());
    ArrayNode sample = json.putArray("refusedSample");
    progress.refusedSample().forEach(refusal -> sample.add(refusal.json()));
    json.put("by", by).put("startedAt", Times.text(startedAt));
    if (progress.waiting() != null && state == State.RUNNING) {
      json.put("message", progress.waiting().why());
      json.put("retryAt", Times.text(progress.waiting().retryAt()));
    }
    return failure == null ? json : json.put("failure", failure);
  }
}
