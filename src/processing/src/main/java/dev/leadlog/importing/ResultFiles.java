package dev.leadlog.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.files.AppendableFiles;
import dev.leadlog.jobs.Job;
import dev.leadlog.text.Json;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes beside the files of the bucket what came of them, so far or in the end. */
final class ResultFiles {

  private final S3Client s3;

  ResultFiles(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * What has come of a file so far.
   *
   * @param progress of the job, with the slice that reached the cursor
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

  /** Why nothing was imported. */
  static ObjectNode noHeader(UploadedFile file, ImportResult.NoHeader header) {
    ObjectNode result = Json.object().put("file", file.key()).put("problem", problem(header));
    header.missing().forEach(result.putArray("missing")::add);
    header.found().forEach(result.putArray("found")::add);
    header.twice().forEach(result.putArray("twice")::add);
    return result;
  }

  static String problem(ImportResult.NoHeader header) {
    return header.kind() == null
        ? "the file does not have the columns that are needed"
        : header.kind();
  }

  /**
   * The results of a later file under the same key must not be overwritten.
   *
   * @throws RangedDownload.Ended where there is a later one
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
