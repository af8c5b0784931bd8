package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.importing.Checkpoint.Progress;
import dev.leadlog.importing.Importing.Options;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Imports files that were put into the import bucket, and writes beside them what came of them:
 * {@code results/march.json} and {@code results/march.rejected.csv} for {@code incoming/march.csv}.
 * An announcement that comes twice does nothing twice. Nothing is deleted.
 */
@Singleton
public class UploadedFiles {

  /** Where files are copied that are to be imported. */
  public static final String INCOMING = "incoming/";

  private static final Logger LOG = Logger.getLogger(UploadedFiles.class);

  /** For the last leads under way, and for writing the results. */
  private static final Duration BEFORE_THE_END = Duration.ofSeconds(60);

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;

  /** What S3 says in place of 404 to those who may not list a bucket. */
  private static final int FORBIDDEN = 403;

  private final Importing importing;
  private final Markers markers;
  private final S3Client s3;
  private final LeadlogSettings settings;
  private final Clock clock;

  UploadedFiles(
      Importing importing, Markers markers, S3Client s3, LeadlogSettings settings, Clock clock) {
    this.importing = importing;
    this.markers = markers;
    this.s3 = s3;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Opens a file of the import bucket, for those who import it themselves; it is read in parts.
   *
   * @return nothing where there is none
   */
  public Optional<InputStream> open(String key) {
    String bucket = settings.importBucket().orElseThrow();
    try {
      HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
      return Optional.of(
          new FileInParts(
              s3, new UploadedFile(bucket, key, head.eTag(), head.contentLength(), "", "")));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Imports a file, or goes on with it where an earlier call stopped.
   *
   * @param invocation the same where a call is repeated
   * @param end when this call is over
   * @return what was written beside the file; {@code {"file","skipped"}} where there was nothing to
   *     do
   * @throws IllegalStateException where it has to be called again: time ran out, or another call
   *     imports the file
   */
  public ObjectNode run(UploadedFile file, String invocation, Instant end) {
    if (!file.isIncoming()) {
      return skipped(file, "it is not incoming/*.csv");
    }
    Marker marker = markers.find(file).orElseGet(() -> Marker.none(file));
    if (marker.isLaterThan(file)) {
      return skipped(file, "it was replaced by a later one");
    }
    if (!marker.sequencer().equals(file.sequencer())) {
      marker = marker.anew(file);
    }
    if (marker.done()) {
      return skipped(file, "it is imported already");
    }
    if (!marker.owner().equals(invocation) && clock.instant().isBefore(marker.until())) {
      throw new IllegalStateException("another call imports " + file.key() + "; call again later");
    }
    return importIt(file, marker.ownedBy(invocation, end.plus(CLOCKS_DIFFER)), end);
  }

  private ObjectNode importIt(UploadedFile file, Marker marker, Instant end) {
    Bookmark bookmark = new Bookmark(markers, file, marker, clock, end.minus(BEFORE_THE_END));
    bookmark.take();
    try (RejectedFile rejected = new RejectedFile()) {
      Imported imported =
          importing.run(
              new FileInParts(s3, file),
              new Options(false, file.page().orElse(null), file.by()),
              rejected,
              marker.reached(),
              bookmark);
      return imported instanceof Imported.Read read
          ? read(file, read, rejected, bookmark)
          : noHeader(file, (Imported.NoHeader) imported, bookmark);
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return skipped(file, "it was replaced by a later one");
      }
      throw e;
    }
  }

  private ObjectNode read(
      UploadedFile file, Imported.Read read, RejectedFile rejected, Bookmark bookmark) {
    Progress reached = new Progress(read.line(), read.accepted(), read.duplicates());
    if (!read.finished()) {
      bookmark.release(reached);
      throw new IllegalStateException(
          "time ran out after line %d of %s; the next call goes on there"
              .formatted(read.line(), file.key()));
    }
    bookmark.keep(reached);
    ObjectNode result =
        Json.object()
            .put("file", file.key())
            .put("accepted", read.accepted())
            .put("duplicates", read.duplicates())
            .put("rejectedCount", read.rejected());
    if (read.rejected() > 0) {
      put(file, file.rejectedKey(), rejected.written());
      result.put("rejectedFile", file.rejectedKey());
    }
    return finish(file, result, bookmark, reached);
  }

  private ObjectNode noHeader(UploadedFile file, Imported.NoHeader header, Bookmark bookmark) {
    ObjectNode result =
        Json.object()
            .put("file", file.key())
            .put("problem", "the file does not have the columns that are needed");
    header.missing().forEach(result.putArray("missing")::add);
    header.found().forEach(result.putArray("found")::add);
    header.twice().forEach(result.putArray("twice")::add);
    return finish(file, result, bookmark, Progress.NONE);
  }

  private ObjectNode finish(
      UploadedFile file, ObjectNode result, Bookmark bookmark, Progress reached) {
    s3.putObject(
        r -> r.bucket(file.bucket()).key(file.resultKey()).contentType("application/json"),
        RequestBody.fromString(Json.text(result)));
    bookmark.finish(reached);
    LOG.infof("%s is imported", file.key());
    return result;
  }

  private void put(UploadedFile file, String key, Path content) {
    s3.putObject(
        r -> r.bucket(file.bucket()).key(key).contentType("text/csv; charset=utf-8"),
        RequestBody.fromFile(content));
  }

  private static ObjectNode skipped(UploadedFile file, String why) {
    LOG.infof("%s is not imported: %s", file.key(), why);
    return Json.object().put("file", file.key()).put("skipped", why);
  }
}
