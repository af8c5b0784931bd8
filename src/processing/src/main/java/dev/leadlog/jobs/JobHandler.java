package dev.leadlog.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs the jobs of one kind, slice by slice. */
public interface JobHandler {

  /**
   * The result of a slice.
   *
   * @param refused all leads or rows that were refused
   * @param next where the next slice begins; null if the job is done
   * @param pause the delay of the next slice, up to 15 minutes
   * @param waitsFor why the job waits until then, in a sentence; null if it does not wait
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

    /** Returns the same result of a job that continues. */
    public Slice continuedAt(String next, Duration pause) {
      return new Slice(matched, enqueued, refused, next, pause, waitsFor);
    }

    public Slice waitingFor(String what) {
      return new Slice(matched, enqueued, refused, next, pause, what);
    }
  }

  String kind();

  /**
   * Runs the slice that begins at the job's cursor. A slice may be repeated completely or in part,
   * so it must be idempotent.
   *
   * @param until no further lead is begun after this time
   * @throws IllegalStateException if the job can never succeed; the message says why
   */
  Slice run(Job job, Instant until);
}
