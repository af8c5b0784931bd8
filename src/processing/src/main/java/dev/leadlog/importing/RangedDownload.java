package dev.leadlog.importing;

import dev.leadlog.files.AppendableFiles;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads a file of a bucket in ranges, so that no connection must last as long as an import. If the
 * file was replaced or deleted in the meantime, a read ends with an {@link Ended}.
 */
final class RangedDownload implements Enumeration<InputStream> {

  private static final int PART = 4 * 1024 * 1024;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final UploadedFile file;
  private long next;

  private RangedDownload(S3Client s3, UploadedFile file, long start) {
    this.s3 = s3;
    this.file = file;
    this.next = start;
  }

  /**
   * @param start the offset at which reading begins
   */
  static InputStream open(S3Client s3, UploadedFile file, long start) {
    return new SequenceInputStream(new RangedDownload(s3, file, start));
  }

  @Override
  public boolean hasMoreElements() {
    return next < file.size();
  }

  @Override
  public InputStream nextElement() {
    long first = next;
    next = Math.min(first + PART, file.size());
    try {
      return s3.getObjectAsBytes(
              r ->
                  r.bucket(file.bucket())
                      .key(file.key())
                      .ifMatch(file.eTag())
                      .range("bytes=" + first + "-" + (next - 1)))
          .asInputStream();
    } catch (S3Exception e) {
      throw isReplaced(e) || AppendableFiles.isGone(e) ? ended(file, e) : e;
    }
  }

  static boolean isReplaced(S3Exception e) {
    return e.statusCode() == PRECONDITION_FAILED;
  }

  static Ended ended(UploadedFile file, S3Exception e) {
    return new Ended(file.key(), isReplaced(e), e);
  }

  /** The file was replaced or deleted. */
  static final class Ended extends IllegalStateException {

    private final boolean replaced;

    private Ended(String key, boolean replaced, S3Exception cause) {
      super(
          key
              + (replaced
                  ? " was replaced by a newer file"
                  : " is no longer in the bucket, or cannot be read"),
          cause);
      this.replaced = replaced;
    }

    /** Returns whether another file has replaced it under the same key. */
    boolean isReplaced() {
      return replaced;
    }
  }
}
