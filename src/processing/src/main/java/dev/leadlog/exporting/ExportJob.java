package dev.leadlog.exporting;

import dev.leadlog.files.AppendableFile;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.files.FileKey;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Runs an export as a job with the request {@code {"filter"}}. The job's {@code matched} counts the
 * rows of the file. The last slice only completes the file.
 */
@Singleton
class ExportJob implements JobHandler {

  static final String KIND = "export";

  /** A higher number needs fewer queries and more memory. */
  private static final int ROWS_A_CALL = 2_000;

  private static final int ROWS_A_SLICE = 20_000;

  private final LeadLogList list;
  private final AppendableFiles files;
  private final Clock clock;
  private final int rowsACall;

  @Inject
  ExportJob(LeadLogList list, AppendableFiles files, Clock clock) {
    this(list, files, clock, ROWS_A_CALL);
  }

  ExportJob(LeadLogList list, AppendableFiles files, Clock clock, int rowsACall) {
    this.list = list;
    this.files = files;
    this.clock = clock;
    this.rowsACall = rowsACall;
  }

  /** Returns the location of a job's file. */
  static FileKey file(Job job) {
    String name = fileName(job.startedAt());
    return new FileKey(job.id(), "exports/" + job.id() + "/" + name, name);
  }

  /** Returns the file name for a browser's download. */
  static String fileName(Instant begun) {
    return "lead-logs-" + LocalDate.ofInstant(begun, ZoneOffset.UTC) + ".csv";
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * @throws IllegalStateException if S3 has aborted the upload
   */
  @Override
  public Slice run(Job job, Instant until) {
    FileKey key = file(job);
    if (job.cursor() == null) {
      AppendableFile file = files.begin(key);
      file.add(ExportRows.header());
      return read(job, file, null, until);
    }
    ExportProgress progress = ExportProgress.read(job.cursor());
    if (progress.position() == null) {
      files.complete(key, progress.file());
      return new Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    return read(job, files.resume(key, progress.file()), progress.position(), until);
  }

  private Slice read(Job job, AppendableFile file, ListCursor start, Instant until) {
    LeadLogFilter filter = LeadLogFilter.stored(job.request().path("filter"), clock.instant());
    ListCursor position = start;
    int rows = 0;
    do {
      LeadLogPage page = list.list(filter, rowsACall, position);
      file.add(ExportRows.of(page.items()));
      rows += page.items().size();
      position = page.next();
    } while (position != null && rows < ROWS_A_SLICE && clock.instant().isBefore(until));
    String next = new ExportProgress(file.save(), position).cursor();
    return new Slice(rows, 0, List.of(), next, Duration.ZERO);
  }
}
