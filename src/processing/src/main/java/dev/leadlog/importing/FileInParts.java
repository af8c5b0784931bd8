package dev.leadlog.importing;

import java.io.InputStream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A file of a bucket, read in parts: no connection has to last as long as an import, and a part
 * that does not come is asked for again by the SDK. A file that was replaced meanwhile is refused.
 */
final class FileInParts extends InputStream {

  private static final int PART = 4 * 1024 * 1024;

  private final S3Client s3;
  private final UploadedFile file;
  private byte[] part = {};
  private int position;
  private long next;

  FileInParts(S3Client s3, UploadedFile file) {
    this.s3 = s3;
    this.file = file;
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
      part =
          s3.getObjectAsBytes(
                  r ->
                      r.bucket(file.bucket())
                          .key(file.key())
                          .ifMatch(file.eTag())
                          .range("bytes=" + next + "-" + last))
              .asByteArrayUnsafe();
      next += part.length;
      position = 0;
    }
    return position < part.length;
  }
}
