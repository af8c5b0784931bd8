package dev.leadlog.exporting;

import dev.leadlog.files.FileKey;
import dev.leadlog.files.GrowingFile;
import dev.leadlog.files.GrowingFiles;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
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
 * An export as a job: {@code {"filter"}}. Matched are the rows of the file. The last slice reads no
 * rows, and only makes the file.
 */
@Singleton
class ExportWork implements JobWork {

  static final String KIND = "export";

  /** More at once are read with fewer queries, and held in memory. */
  private static final int ROWS_A_CALL = 2_000;

  private static final int ROWS_A_SLICE = 20_000;

  private final LeadLogList list;
  private final GrowingFiles files;
  private final Clock clock;
  private final int rowsACall;

  @Inject
  ExportWork(LeadLogList list, GrowingFiles files, Clock clock) {
    this(list, files, clock, ROWS_A_CALL);
  }

  ExportWork(LeadLogList list, GrowingFiles files, Clock clock, int rowsACall) {
    this.list = list;
    this.files = files;
    this.clock = clock;
    this.rowsACall = rowsACall;
  }

  /** The place of a job's file. */
  static FileKey file(Job job) {
    String name = fileName(job.startedAt());
    return new FileKey(job.id(), "exports/" + job.id() + "/" + name, name);
  }

  /** The name under which an export is saved by those who open it. */
  static String fileName(Instant begun) {
    return "lead-logs-" + LocalDate.ofInstant(begun, ZoneOffset.UTC) + ".csv";
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * @throws IllegalStateException where S3 has given up the upload meanwhile
   */
  @Override
  public Slice run(Job job, Instant until) {
    FileKey key = file(job);
    if (job.cursor() == null) {
      GrowingFile file = files.begin(key);
      file.add(Rows.header());
      return read(job, file, null, until);
    }
    Progress progress = Progress.read(job.cursor());
    if (progress.position() == null) {
      files.complete(key, progress.file());
      return new Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    return read(job, files.goOn(key, progress.file()), progress.position(), until);
  }

  private Slice read(Job job, GrowingFile file, ListCursor start, Instant until) {
    LeadLogFilter filter = LeadLogFilter.stored(job.request().path("filter"), clock.instant());
    ListCursor position = start;
    int rows = 0;
    do {
      LeadLogPage page = list.list(filter, rowsACall, position);
      file.add(Rows.of(page.items()));
      rows += page.items().size();
      position = page.next();
    } while (position != null && rows < ROWS_A_SLICE && clock.instant().isBefore(until));
    String next = new Progress(file.save(), position).cursor();
    return new Slice(rows, 0, List.of(), next, Duration.ZERO);
  }
}
