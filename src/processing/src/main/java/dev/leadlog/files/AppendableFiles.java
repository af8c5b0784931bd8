package dev.leadlog.files;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.files.FileProgress.Part;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes CSV files over the slices of a job. A slice adds parts; bytes that are too few for a part
 * are stored as a separate object until the next slice. A slice that is repeated, or run by two
 * workers, uses new part numbers, and only the parts in the stored progress become part of the
 * file.
 */
@Singleton
public class AppendableFiles {

  private static final String CSV = "text/csv; charset=utf-8";
  private static final int NOT_FOUND = 404;

  /** S3 responds with 403 in place of 404 if the caller must not list the bucket. */
  private static final int FORBIDDEN = 403;

  private final S3Client s3;
  private final PartNumbers numbers;
  private final LeadlogSettings settings;

  AppendableFiles(S3Client s3, PartNumbers numbers, LeadlogSettings settings) {
    this.s3 = s3;
    this.numbers = numbers;
    this.settings = settings;
  }

  /** Begins a file. S3 deletes a file that is not completed after 7 days. */
  public AppendableFile begin(FileKey key) {
    String upload =
        s3.createMultipartUpload(
                r -> {
                  r.bucket(bucket())
                      .key(key.key())
                      .contentType(CSV)
                      .checksumAlgorithm(ChecksumAlgorithm.CRC32);
                  if (key.saveAs() != null) {
                    r.contentDisposition("attachment; filename=\"" + key.saveAs() + "\"");
                  }
                })
            .uploadId();
    return resume(key, new FileProgress(upload, List.of(), null));
  }

  /**
   * Continues a file.
   *
   * @param reached the result of {@link AppendableFile#save}
   */
  public AppendableFile resume(FileKey key, FileProgress reached) {
    byte[] rest = reached.rest() == null ? new byte[0] : rest(key, reached.rest());
    return new AppendableFile(this, key, reached, rest);
  }

  /**
   * Completes the file; does nothing if it is complete already.
   *
   * @throws IllegalStateException if S3 has aborted the upload
   */
  public void complete(FileKey key, FileProgress reached) {
    try {
      List<Part> parts = new ArrayList<>(reached.parts());
      if (reached.rest() != null) {
        parts.add(part(key, reached.upload(), rest(key, reached.rest())));
      }
      s3.completeMultipartUpload(
          r ->
              r.bucket(bucket())
                  .key(key.key())
                  .uploadId(reached.upload())
                  .multipartUpload(
                      m -> m.parts(parts.stream().map(AppendableFiles::completed).toList())));
    } catch (NoSuchUploadException e) {
      requireCompleted(key);
    }
  }

  /**
   * @throws IllegalStateException if the file does not exist, because its upload was aborted
   */
  private void requireCompleted(FileKey key) {
    try {
      s3.headObject(r -> r.bucket(bucket()).key(key.key()));
    } catch (S3Exception e) {
      if (isGone(e)) {
        throw new IllegalStateException(
            "S3 deleted the unfinished file, which it does after 7 days; start again");
      }
      throw e;
    }
  }

  /** Returns whether a file does not exist, or this function must not read it. */
  public static boolean isGone(S3Exception e) {
    return e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN;
  }

  private static CompletedPart completed(Part part) {
    return CompletedPart.builder()
        .partNumber(part.number())
        .eTag(part.eTag())
        .checksumCRC32(part.checksum())
        .build();
  }

  /**
   * Uploads a part.
   *
   * @param bytes at least 5 MiB, except for the last part (source: AWS, "Multipart upload limits")
   * @throws NoSuchUploadException if the file is complete already, or its upload was aborted
   */
  Part part(FileKey key, String upload, byte[] bytes) {
    int number = numbers.next(key.job());
    UploadPartResponse part =
        s3.uploadPart(
            r ->
                r.bucket(bucket())
                    .key(key.key())
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32),
            RequestBody.fromBytes(bytes));
    return new Part(number, part.eTag(), part.checksumCRC32());
  }

  int putRest(FileKey key, byte[] bytes) {
    int number = numbers.next(key.job());
    s3.putObject(
        r -> r.bucket(bucket()).key(key.rest(number)).contentType(CSV),
        RequestBody.fromBytes(bytes));
    return number;
  }

  private byte[] rest(FileKey key, int number) {
    return s3.getObjectAsBytes(r -> r.bucket(bucket()).key(key.rest(number))).asByteArray();
  }

  private String bucket() {
    return settings.importBucket().orElseThrow();
  }
}
