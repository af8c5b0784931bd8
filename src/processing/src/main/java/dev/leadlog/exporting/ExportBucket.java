package dev.leadlog.exporting;

import dev.leadlog.exporting.Progress.Part;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The import bucket's {@code exports/}, which its rules empty after 7 days. */
@Singleton
class ExportBucket {

  private static final String CSV = "text/csv; charset=utf-8";
  private static final Duration LINK = Duration.ofHours(1);
  private static final int NOT_FOUND = 404;

  /** What S3 says in place of 404 to those who may not list a bucket. */
  private static final int FORBIDDEN = 403;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final LeadlogSettings settings;

  ExportBucket(S3Client s3, S3Presigner presigner, LeadlogSettings settings) {
    this.s3 = s3;
    this.presigner = presigner;
    this.settings = settings;
  }

  /** Begins a file, and returns the id of its upload. One that is never completed is no file. */
  String begin(ExportKey key) {
    return s3.createMultipartUpload(
            r ->
                r.bucket(name())
                    .key(key.text())
                    .contentType(CSV)
                    .contentDisposition("attachment; filename=\"" + key.fileName() + "\"")
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32))
        .uploadId();
  }

  /**
   * Uploads a part.
   *
   * @param bytes 5 MiB at least, but for the last part (source: AWS, "Multipart upload limits")
   * @throws NoSuchUploadException where the file is made already, or was given up
   */
  Part part(ExportKey key, String upload, int number, byte[] bytes) {
    UploadPartResponse part =
        s3.uploadPart(
            r ->
                r.bucket(name())
                    .key(key.text())
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32),
            RequestBody.fromBytes(bytes));
    return new Part(number, part.eTag(), part.checksumCRC32());
  }

  /**
   * Makes a file of the parts.
   *
   * @throws NoSuchUploadException as {@link #part}
   */
  void complete(ExportKey key, String upload, List<Part> parts) {
    s3.completeMultipartUpload(
        r ->
            r.bucket(name())
                .key(key.text())
                .uploadId(upload)
                .multipartUpload(
                    m -> m.parts(parts.stream().map(ExportBucket::completed).toList())));
  }

  private static CompletedPart completed(Part part) {
    return CompletedPart.builder()
        .partNumber(part.number())
        .eTag(part.eTag())
        .checksumCRC32(part.checksum())
        .build();
  }

  boolean isThere(ExportKey key) {
    try {
      s3.headObject(r -> r.bucket(name()).key(key.text()));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }

  void putRest(ExportKey key, int number, byte[] bytes) {
    s3.putObject(
        r -> r.bucket(name()).key(key.rest(number)).contentType(CSV), RequestBody.fromBytes(bytes));
  }

  byte[] rest(ExportKey key, int number) {
    return s3.getObjectAsBytes(r -> r.bucket(name()).key(key.rest(number))).asByteArray();
  }

  String uri(ExportKey key) {
    return "s3://" + name() + "/" + key.text();
  }

  /** Nothing is called for it: it is the rights of this function, signed. */
  String link(ExportKey key) {
    return presigner
        .presignGetObject(
            p -> p.signatureDuration(LINK).getObjectRequest(r -> r.bucket(name()).key(key.text())))
        .url()
        .toString();
  }

  private String name() {
    return settings.importBucket().orElseThrow();
  }
}
