package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.jobs.Job;
import dev.leadlog.text.Json;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes the progress and the results of imports to the bucket. */
final class ResultFiles {

  private final S3Client s3;

  ResultFiles(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Returns the result of a file so far.
   *
   * @param progress the progress of the job, including the slice that reached the cursor
   * @param cursor null before the first slice
   */
  static ObjectNode soFar(
      UploadedFile file, String job, Job.Progress progress, ImportCursor cursor) {
    long filled = cursor == null ? 0 : cursor.filled();
    int known = progress.matched() - progress.enqueued() - progress.refused();
    ObjectNode result =
        Json.object()
            .put("file", file.key())
            .put("job", job)
            .put("finished", false)
            .put("accepted", progress.enqueued())
            .put("duplicates", known - filled)
            .put("filled", filled)
            .put("rejectedCount", progress.refused());
    if (cursor != null && cursor.position() != null) {
      result.put("nextLine", cursor.position().line());
    }
    List<String> warnings = cursor == null ? List.of() : cursor.warnings().sentences();
    if (!warnings.isEmpty()) {
      warnings.forEach(result.putArray("warnings")::add);
    }
    return result;
  }

  /** Returns why nothing was imported. */
  static ObjectNode noHeader(UploadedFile file, ImportResult.NoHeader header) {
    ObjectNode result = Json.object().put("file", file.key()).put("problem", problem(header));
    header.missing().forEach(result.putArray("missing")::add);
    header.found().forEach(result.putArray("found")::add);
    header.twice().forEach(result.putArray("twice")::add);
    return result;
  }

  static String problem(ImportResult.NoHeader header) {
    return header.unsupportedType() == null
        ? "the file does not have the required columns"
        : header.unsupportedType();
  }

  /**
   * Checks that there is no later file with the same key, whose results must not be overwritten.
   *
   * @throws RangedDownload.Ended if there is a later file
   */
  void requireUnreplaced(UploadedFile file) {
    try {
      s3.headObject(r -> r.bucket(file.bucket()).key(file.key()).ifMatch(file.eTag()));
    } catch (S3Exception e) {
      if (RangedDownload.isReplaced(e)) {
        throw RangedDownload.ended(file, e);
      }
      if (!AppendableFiles.isGone(e)) {
        throw e;
      }
    }
  }

  void write(UploadedFile file, ObjectNode result) {
    s3.putObject(
        r -> r.bucket(file.bucket()).key(file.resultKey()).contentType("application/json"),
        RequestBody.fromString(Json.text(result)));
  }
}
