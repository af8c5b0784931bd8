package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.text.Digests;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Starts the imports of files in the import bucket. */
@Singleton
public class UploadedFiles {

  /** The prefix of the files to import. */
  public static final String INCOMING = "incoming/";

  private static final Logger LOG = Logger.getLogger(UploadedFiles.class);

  private final Jobs jobs;
  private final S3Client s3;
  private final LeadlogSettings settings;

  UploadedFiles(Jobs jobs, S3Client s3, LeadlogSettings settings) {
    this.jobs = jobs;
    this.s3 = s3;
    this.settings = settings;
  }

  /**
   * Starts the job of an upload, once per upload even if its event is delivered more often.
   *
   * @return {@code {"file","job"}}, or {@code {"file","skipped"}} for a file that is not imported
   */
  public ObjectNode begin(UploadEvent uploadEvent) {
    ObjectNode response = Json.object().put("file", uploadEvent.key());
    if (!uploadEvent.key().startsWith(INCOMING) || !uploadEvent.key().endsWith(".csv")) {
      LOG.infof("%s is not imported: it is not incoming/*.csv", uploadEvent.key());
      return response.put("skipped", "it is not incoming/*.csv");
    }
    UploadedFile file =
        new UploadedFile(
            uploadEvent.bucket(), uploadEvent.key(), uploadEvent.eTag(), uploadEvent.size());
    Job job =
        jobs.beginIfAbsent(
            id(uploadEvent), ImportJob.KIND, ImportJob.request(file, null), uploadEvent.by());
    return response.put("job", job.id());
  }

  private static String id(UploadEvent uploadEvent) {
    String upload =
        String.join("\n", uploadEvent.bucket(), uploadEvent.key(), uploadEvent.sequencer());
    return "import-" + HexFormat.of().formatHex(Digests.sha256(upload), 0, 20);
  }

  /**
   * Starts the import of a file in the bucket.
   *
   * @return empty if there is no such file
   */
  public Optional<Job> begin(String key, Options options) {
    return find(key)
        .map(
            file ->
                jobs.begin(ImportJob.KIND, ImportJob.request(file, options.page()), options.by()));
  }

  /**
   * Opens a file in the bucket for a dry run.
   *
   * @return empty if there is no such file
   */
  public Optional<InputStream> open(String key) {
    try {
      return find(key).map(file -> RangedDownload.open(s3, file, 0));
    } catch (RangedDownload.Ended deletedJustNow) {
      return Optional.empty();
    }
  }

  private Optional<UploadedFile> find(String key) {
    String bucket = settings.importBucket().orElseThrow();
    try {
      HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
      return Optional.of(new UploadedFile(bucket, key, head.eTag(), head.contentLength()));
    } catch (S3Exception e) {
      if (AppendableFiles.isGone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
