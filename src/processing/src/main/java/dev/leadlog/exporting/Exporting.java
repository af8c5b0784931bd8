package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Exports lead logs, newest first. A log is in a file once at most; one that changes while the file
 * is written stands there as it was before or after, and one that comes in meanwhile not at all.
 */
@Singleton
public class Exporting {

  /**
   * The file of an export.
   *
   * @param uri {@code s3://bucket/key}
   * @param link a URL that opens it without further rights, for an hour at most: sooner where the
   *     credentials end by which it was made
   */
  public record ExportedFile(String uri, String link) {

    /** Whoever has the link has the file. */
    @Override
    public String toString() {
      return "ExportedFile[" + uri + "]";
    }
  }

  private static final int MOST_ROWS = 5_000;

  /** The bucket's rule deletes what is older. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final Duration LINK_IS_VALID = Duration.ofHours(1);

  private final SmallExport small;
  private final Jobs jobs;
  private final S3Presigner presigner;
  private final LeadlogSettings settings;
  private final Clock clock;

  Exporting(
      LeadLogList list, Jobs jobs, S3Presigner presigner, LeadlogSettings settings, Clock clock) {
    this.small = new SmallExport(list, clock, MOST_ROWS);
    this.jobs = jobs;
    this.presigner = presigner;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Exports up to 5,000 rows while someone waits.
   *
   * @param patience how long it may take, but for the list call under way then
   */
  public Exported now(LeadLogFilter filter, Duration patience) {
    return small.of(filter, patience);
  }

  /**
   * Begins an export of any size.
   *
   * @param by who asks
   */
  public Job begin(LeadLogFilter filter, String by) {
    ObjectNode request = Json.object();
    request.set("filter", LeadLogFilters.json(filter));
    return jobs.begin(ExportWork.KIND, request, by);
  }

  /** The file of a job; nothing where it is no export, is not done, or its file is gone by now. */
  public Optional<ExportedFile> file(Job job) {
    return Optional.of(job)
        .filter(j -> j.kind().equals(ExportWork.KIND) && j.state() == Job.State.DONE)
        .filter(j -> clock.instant().isBefore(j.startedAt().plus(KEPT)))
        .map(this::exported);
  }

  private ExportedFile exported(Job job) {
    String bucket = settings.importBucket().orElseThrow();
    String key = ExportWork.file(job).key();
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
