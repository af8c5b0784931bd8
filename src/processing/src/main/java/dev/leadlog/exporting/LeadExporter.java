package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.jobs.Job;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.selection.LeadJobs;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Exports lead logs, newest first. Each log is in the file at most once. A log that changes during
 * the export appears in its old or its new state; a log that is created during the export does not
 * appear.
 */
@Singleton
public class LeadExporter {

  /**
   * The file of an export.
   *
   * @param uri {@code s3://bucket/key}
   * @param link a presigned URL, valid for at most an hour, or until the credentials that signed it
   *     expire
   */
  public record ExportedFile(String uri, String link) {

    /** Everyone who has the link can read the file. */
    @Override
    public String toString() {
      return "ExportedFile[" + uri + "]";
    }
  }

  private static final int MOST_ROWS = 5_000;

  /** A Lambda response holds 6 MB (source: AWS, "Lambda quotas"), including its envelope. */
  private static final int MOST_BYTES = 5_500_000;

  /** The bucket's lifecycle rule deletes older files. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final Duration LINK_IS_VALID = Duration.ofHours(1);

  private final LeadLogList list;
  private final LeadJobs leadJobs;
  private final S3Presigner presigner;
  private final LeadlogSettings settings;
  private final Clock clock;

  LeadExporter(
      LeadLogList list,
      LeadJobs leadJobs,
      S3Presigner presigner,
      LeadlogSettings settings,
      Clock clock) {
    this.list = list;
    this.leadJobs = leadJobs;
    this.presigner = presigner;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Exports up to 5,000 rows synchronously.
   *
   * @param timeLimit how long the log is read at most; a list call that has begun is completed
   */
  public ExportResult now(LeadLogFilter filter, Duration timeLimit) {
    return now(filter, timeLimit, MOST_ROWS);
  }

  ExportResult now(LeadLogFilter filter, Duration timeLimit, int mostRows) {
    Instant end = clock.instant().plus(timeLimit);
    StringBuilder csv = new StringBuilder(ExportRows.header());
    int rows = 0;
    int bytes = asJson(csv.toString());
    ListCursor position = null;
    do {
      LeadLogPage page = list.list(filter, mostRows + 1, position);
      String text = ExportRows.of(page.items());
      csv.append(text);
      rows += page.items().size();
      bytes += asJson(text);
      position = page.next();
      if (rows > mostRows) {
        return new ExportResult.TooManyRows("there are more than " + mostRows + " rows");
      }
      if (bytes > MOST_BYTES) {
        return new ExportResult.TooManyRows("the file is larger than a response can be");
      }
      if (position != null && !clock.instant().isBefore(end)) {
        return new ExportResult.TooManyRows(
            "reading the log takes more than " + timeLimit.toSeconds() + " s");
      }
    } while (position != null);
    return new ExportResult.Text(ExportJob.fileName(clock.instant()), csv.toString(), rows);
  }

  /** Returns the size in bytes of a text as a JSON string. */
  private static int asJson(String text) {
    return Json.text(TextNode.valueOf(text)).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Starts an export of any size as a job.
   *
   * @param by who asks
   */
  public StartedJob begin(Selection selection, String by) {
    return leadJobs.begin(ExportJob.KIND, selection, Json.object(), log -> Optional.empty(), by);
  }

  /**
   * Counts the rows that a job would export.
   *
   * @param timeLimit how long the log is read at most
   */
  public MatchCount count(Selection selection, Duration timeLimit) {
    return leadJobs.count(selection, timeLimit);
  }

  /**
   * Returns the file of a job; empty if the job is not an export, is not done, or its file was
   * deleted.
   */
  public Optional<ExportedFile> file(Job job) {
    return Optional.of(job)
        .filter(j -> j.kind().equals(ExportJob.KIND) && j.state() == Job.State.DONE)
        .filter(j -> clock.instant().isBefore(j.startedAt().plus(KEPT)))
        .map(this::exported);
  }

  private ExportedFile exported(Job job) {
    String bucket = settings.importBucket().orElseThrow();
    String key = ExportJob.file(job).key();
    String link =
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(LINK_IS_VALID)
                        .getObjectRequest(r -> r.bucket(bucket).key(key)))
            .url()
            .toString();
    return new ExportedFile("s3://" + bucket + "/" + key, link);
  }
}
