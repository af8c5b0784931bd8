package dev.leadlog.importing;

import static dev.leadlog.importing.ImportSlice.Before.KNOWN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.csv.CsvText;
import dev.leadlog.files.AppendableFile;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.files.FileKey;
import dev.leadlog.files.FileProgress;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.jobs.Refusal;
import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Imports a file of the bucket as a job with the request {@code {"key","eTag","size","pageId"?}}.
 * The job's {@code matched} counts the rows, {@code enqueued} the new leads and {@code refused} the
 * rejected rows; all others are duplicates. Each slice writes its progress: {@code
 * results/march.json} for {@code incoming/march.csv}. The last slice reads no rows, and also
 * completes {@code results/march.rejected.csv}.
 */
@Singleton
class ImportJob implements JobHandler {

  static final String KIND = "import";

  /** A higher number makes fewer slices, and needs memory for more ids and rejected rows. */
  private static final int ROWS_A_SLICE = 20_000;

  private static final int AT_ONCE = 8;

  private final LeadImporter leadImporter;
  private final LeadLogs logs;
  private final AppendableFiles files;
  private final S3Client s3;
  private final ResultFiles results;
  private final LeadlogSettings settings;
  private final BoundedExecutor executor;
  private final Clock clock;
  private final int rowsASlice;

  @Inject
  ImportJob(
      LeadImporter leadImporter,
      LeadLogs logs,
      AppendableFiles files,
      S3Client s3,
      LeadlogSettings settings,
      BoundedExecutor executor,
      Clock clock) {
    this(leadImporter, logs, files, s3, settings, executor, clock, ROWS_A_SLICE);
  }

  ImportJob(
      LeadImporter leadImporter,
      LeadLogs logs,
      AppendableFiles files,
      S3Client s3,
      LeadlogSettings settings,
      BoundedExecutor executor,
      Clock clock,
      int rowsASlice) {
    this.leadImporter = leadImporter;
    this.logs = logs;
    this.files = files;
    this.s3 = s3;
    this.results = new ResultFiles(s3);
    this.settings = settings;
    this.executor = executor;
    this.clock = clock;
    this.rowsASlice = rowsASlice;
  }

  /**
   * @param page the page of rows that name none; null for the page in the file's key
   */
  static ObjectNode request(UploadedFile file, PageId page) {
    ObjectNode request = file.json();
    Optional.ofNullable(page).or(file::page).ifPresent(id -> request.put("pageId", id.text()));
    return request;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * @throws IllegalStateException if the file has no header, was replaced, or does not exist
   */
  @Override
  public Slice run(Job job, Instant until) {
    UploadedFile file = UploadedFile.read(job.request(), settings.importBucket().orElseThrow());
    ImportCursor cursor = job.cursor() == null ? null : ImportCursor.read(job.cursor());
    try {
      return slice(job, file, cursor, until);
    } catch (RangedDownload.Ended e) {
      if (!e.isReplaced()) {
        ObjectNode soFar = ResultFiles.soFar(file, job.id(), job.progress(), cursor);
        results.write(file, soFar.put("problem", e.getMessage()));
      }
      throw e;
    }
  }

  private Slice slice(Job job, UploadedFile file, ImportCursor cursor, Instant until) {
    if (cursor == null) {
      return first(job, file, until);
    }
    return cursor.position() == null
        ? finish(job, file, cursor)
        : read(job, file, linesFrom(file, cursor), cursor, until);
  }

  private Slice first(Job job, UploadedFile file, Instant until) {
    LineReader lines = LineReader.of(RangedDownload.open(s3, file, 0));
    Header header = Header.of(lines);
    Optional<ImportResult.NoHeader> refusal = header.refusal(options(job).page());
    if (refusal.isPresent()) {
      results.write(file, ResultFiles.noHeader(file, refusal.get()));
      throw new IllegalStateException(
          ResultFiles.problem(refusal.get()) + "; " + file.resultKey() + " has the details");
    }
    ImportCursor cursor =
        new ImportCursor(
            lines.encoding(),
            header,
            null,
            job.startedAt(),
            null,
            0,
            ImportWarnings.of(lines, header));
    return read(job, file, lines, cursor, until);
  }

  private LineReader linesFrom(UploadedFile file, ImportCursor cursor) {
    return LineReader.from(
        RangedDownload.open(s3, file, cursor.position().offset()),
        cursor.encoding(),
        cursor.position());
  }

  private Slice read(
      Job job, UploadedFile file, LineReader lines, ImportCursor cursor, Instant until) {
    List<Rejected> rejected = new ArrayList<>();
    Options options = options(job);
    ImportSlice run =
        leadImporter.run(
            lines,
            cursor.header(),
            options,
            cursor.at(),
            known -> before(known, job, cursor.at()),
            cursor.warnings(),
            rejected::add);
    ImportResult.Read read = run.run(rowsASlice, () -> clock.instant().isBefore(until));
    ImportCursor next =
        new ImportCursor(
            cursor.encoding(),
            run.last() == null ? cursor.header() : run.last().header(),
            read.finished() ? null : run.last().next(),
            clock.instant(),
            keep(rejected, file.rejectedKey(job.id()), cursor.rejected()),
            cursor.filled() + read.filled(),
            cursor.warnings());
    Slice slice = slice(read, rejected, next);
    if (!read.finished()) {
      results.requireUnreplaced(file);
      Job.Progress progress = job.progress().after(slice, clock.instant());
      results.write(file, ResultFiles.soFar(file, job.id(), progress, next));
    }
    return slice;
  }

  private static Slice slice(ImportResult.Read read, List<Rejected> rejected, ImportCursor next) {
    long rows = read.accepted() + read.duplicates() + read.filled() + read.rejected();
    return new Slice(
        Math.toIntExact(rows),
        Math.toIntExact(read.accepted()),
        rejected.stream().map(ImportJob::refusal).toList(),
        next.text(),
        Duration.ZERO);
  }

  private List<ImportSlice.Before> before(List<NewLead> known, Job job, Instant at) {
    return executor.each(
        known,
        AT_ONCE,
        lead -> logs.find(lead.leadgenId()).map(log -> before(log, lead, job, at)).orElse(KNOWN));
  }

  /**
   * Recognises the lead by the time in its history, which is the same for each repetition of a
   * slice.
   */
  private static ImportSlice.Before before(LeadLog log, NewLead lead, Job job, Instant at) {
    if (lead.read() != null && log.history().stream().anyMatch(e -> isFilled(e, job, at))) {
      return ImportSlice.Before.FILLED;
    }
    HistoryEntry first = log.history().get(0);
    if (log.source() != Source.IMPORT || !first.by().equals(job.by())) {
      return KNOWN;
    }
    if (first.at().equals(at)) {
      return ImportSlice.Before.NEW;
    }
    boolean isOfEarlierSlice = !first.at().isBefore(job.startedAt()) && first.at().isBefore(at);
    return isOfEarlierSlice && isFromAnotherRow(log, lead) ? ImportSlice.Before.ANOTHER_ROW : KNOWN;
  }

  private static boolean isFilled(HistoryEntry entry, Job job, Instant at) {
    return LeadLogs.FILLED.equals(entry.note())
        && entry.at().equals(at)
        && entry.by().equals(job.by());
  }

  private static boolean isFromAnotherRow(LeadLog log, NewLead lead) {
    if (lead.read() == null || log.leadPayload() == null) {
      return !lead.formId().equals(log.formId());
    }
    return MetaPayload.answers(Json.stored(log.leadPayload()))
        != MetaPayload.answers(Json.stored(lead.read().payload()));
  }

  private FileProgress keep(List<Rejected> rejected, FileKey key, FileProgress before) {
    if (rejected.isEmpty()) {
      return before;
    }
    AppendableFile file = before == null ? files.begin(key) : files.resume(key, before);
    if (before == null) {
      file.add(CsvText.of(List.of(List.of("Line", "Column", "Why"))));
    }
    file.add(CsvText.of(rejected.stream().map(ImportJob::cells).toList()));
    return file.save();
  }

  private static List<String> cells(Rejected row) {
    return Arrays.asList(Integer.toString(row.line()), row.column(), row.why());
  }

  private static Refusal refusal(Rejected row) {
    String column = row.column() == null ? "" : row.column() + ": ";
    return new Refusal(null, "line " + row.line() + ": " + column + row.why());
  }

  private Slice finish(Job job, UploadedFile file, ImportCursor cursor) {
    results.requireUnreplaced(file);
    ObjectNode result =
        ResultFiles.soFar(file, job.id(), job.progress(), cursor).put("finished", true);
    if (cursor.rejected() != null) {
      FileKey key = file.rejectedKey(job.id());
      files.complete(key, cursor.rejected());
      result.put("rejectedFile", key.key());
    }
    results.write(file, result);
    return new Slice(0, 0, List.of(), null, Duration.ZERO);
  }

  private static Options options(Job job) {
    PageId page = PageId.of(job.request().path("pageId").asText(null)).orElse(null);
    return new Options(false, page, job.by());
  }
}
