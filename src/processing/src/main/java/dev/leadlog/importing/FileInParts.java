package dev.leadlog.importing;

import java.io.InputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A file of a bucket, read in parts, so that no connection has to last as long as an import. A read
 * of a file that was replaced or deleted meanwhile ends with an {@link IllegalStateException}.
 */
final class FileInParts extends InputStream {

  private static final int PART = 4 * 1024 * 1024;
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;

  /** What S3 says in place of 404 to those who may not list a bucket. */
  private static final int FORBIDDEN = 403;

  private final S3Client s3;
  private final UploadedFile file;
  private byte[] part = {};
  private int position;
  private long next;

  /**
   * @param start the offset at which reading begins
   */
  FileInParts(S3Client s3, UploadedFile file, long start) {
    this.s3 = s3;
    this.file = file;
    this.next = start;
  }

  @Override
  public int read() {
    return fill() ? part[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, part.length - position);
    System.arraycopy(part, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean fill() {
    if (position == part.length && next < file.size()) {
      long last = Math.min(next + PART, file.size()) - 1;
      part = get("bytes=" + next + "-" + last);
      next += part.length;
      position = 0;
    }
    return position < part.length;
  }

  private byte[] get(String range) {
    try {
      return s3.getObjectAsBytes(
              r -> r.bucket(file.bucket()).key(file.key()).ifMatch(file.eTag()).range(range))
          .asByteArrayUnsafe();
    } catch (S3Exception e) {
      throw isReplaced(e) || isGone(e) ? ended(file, e) : e;
    }
  }

  static boolean isReplaced(S3Exception e) {
    return e.statusCode() == PRECONDITION_FAILED;
  }

  static boolean isGone(S3Exception e) {
    return e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN;
  }

  static IllegalStateException ended(UploadedFile file, S3Exception e) {
    String why =
        isReplaced(e)
            ? " was replaced by a later one"
            : " is not in the bucket any more, or must not be read";
    return new IllegalStateException(file.key() + why, e);
  }
}
