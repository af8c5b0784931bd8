package dev.leadlog.exporting;

import dev.leadlog.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where the file of a job lies, and beside it what it does not hold yet.
 *
 * @param begun when the job was
 */
record ExportKey(String job, Instant begun) {

  /** The bucket's rule deletes what is older. */
  private static final Duration KEPT = Duration.ofDays(7);

  static ExportKey of(Job job) {
    return new ExportKey(job.id(), job.startedAt());
  }

  /** The name under which it is saved by those who open it. */
  String fileName() {
    return fileName(begun);
  }

  static String fileName(Instant time) {
    return "lead-logs-" + LocalDate.ofInstant(time, ZoneOffset.UTC) + ".csv";
  }

  String text() {
    return "exports/" + job + "/" + fileName();
  }

  /** The rows that are too few for a part, beside the file. */
  String rest(int number) {
    return "exports/" + job + "/rest-" + number + ".csv";
  }

  boolean isKept(Instant now) {
    return now.isBefore(begun.plus(KEPT));
  }
}
