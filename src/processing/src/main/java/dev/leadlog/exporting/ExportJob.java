package dev.leadlog.exporting;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.files.AppendableFile;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.files.FileKey;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.selection.LeadJobs;
import dev.leadlog.selection.Selection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the export of a {@link Selection} as a job. The job's {@code matched} counts the rows of the
 * file and the ids without a log. The last slice only completes the file.
 */
@Singleton
class ExportJob implements JobHandler {

  static final String KIND = "export";

  /** A higher number needs fewer queries and more memory. */
  private static final int ROWS_A_CALL = 2_000;

  private static final int ROWS_A_SLICE = 20_000;

  /** Limits the memory for payloads, of up to 200 KB each. */
  private static final int LOGS_A_PART = 100;

  private static final int CALLS_AT_ONCE = 8;

  private final LeadLogList list;
  private final LeadLogs logs;
  private final AppendableFiles files;
  private final Clock clock;
  private final BoundedExecutor executor;
  private final int rowsACall;

  @Inject
  ExportJob(
      LeadLogList list,
      LeadLogs logs,
      AppendableFiles files,
      Clock clock,
      BoundedExecutor executor) {
    this(list, logs, files, clock, executor, ROWS_A_CALL);
  }

  ExportJob(
      LeadLogList list,
      LeadLogs logs,
      AppendableFiles files,
      Clock clock,
      BoundedExecutor executor,
      int rowsACall) {
    this.list = list;
    this.logs = logs;
    this.files = files;
    this.clock = clock;
    this.executor = executor;
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
      return job.request().has("leadgenIds") ? readIds(job, file) : read(job, file, null, until);
    }
    ExportProgress progress = ExportProgress.read(job.cursor());
    if (progress.position() == null) {
      files.complete(key, progress.file());
      return new Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    return read(job, files.resume(key, progress.file()), progress.position(), until);
  }

  /** All ids of a request fit into one slice. */
  private Slice readIds(Job job, AppendableFile file) {
    List<LeadgenId> ids = Selection.ids(job.request());
    List<Refusal> unknown = new ArrayList<>();
    for (List<LeadgenId> part : BoundedExecutor.parts(ids, LOGS_A_PART)) {
      List<Optional<LeadLog>> found = executor.each(part, CALLS_AT_ONCE, logs::find);
      file.add(ExportRows.of(found.stream().flatMap(Optional::stream).toList()));
      for (int i = 0; i < part.size(); i++) {
        if (found.get(i).isEmpty()) {
          unknown.add(new Refusal(part.get(i).text(), LeadJobs.UNKNOWN));
        }
      }
    }
    String next = new ExportProgress(file.save(), null).cursor();
    return new Slice(ids.size(), 0, unknown, next, Duration.ZERO);
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
