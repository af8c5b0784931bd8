package dev.leadlog.exporting;

import dev.leadlog.files.FileKey;
import dev.leadlog.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The place of a job's file.
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

  FileKey file() {
    return new FileKey(job, text(), fileName());
  }

  String text() {
    return "exports/" + job + "/" + fileName();
  }

  boolean isKept(Instant now) {
    return now.isBefore(begun.plus(KEPT));
  }
}
