package dev.leadlog.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does the jobs of one kind, slice by slice. */
public interface JobHandler {

  /**
   * A slice that was done.
   *
   * @param refused all that were refused in it
   * @param next where the next slice begins; null when nothing is left
   * @param pause how long the next slice waits, up to 15 minutes
   * @param waitsFor what keeps the job from going on until then, in a sentence; null for nothing
   */
  record Slice(
      int matched,
      int enqueued,
      List<Refusal> refused,
      String next,
      Duration pause,
      String waitsFor) {

    public Slice(int matched, int enqueued, List<Refusal> refused, String next, Duration pause) {
      this(matched, enqueued, refused, next, pause, null);
    }

    public Slice waitingFor(String what) {
      return new Slice(matched, enqueued, refused, next, pause, what);
    }
  }

  String kind();

  /**
   * Does the slice that begins at the job's cursor. A slice may be repeated, wholly or in part, and
   * must then do nothing twice.
   *
   * @param until no further lead is begun after this
   * @throws IllegalStateException when it can never be done; the message says why
   */
  Slice run(Job job, Instant until);
}
