package dev.leadlog.files;

import dev.leadlog.files.FileProgress.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file to which a slice of a job appends. */
public final class AppendableFile {

  /** The minimum size that S3 accepts for a part that is not the last. */
  private static final int PART = 5 * 1024 * 1024;

  private final AppendableFiles files;
  private final FileKey key;
  private final String upload;
  private final List<Part> parts;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

  AppendableFile(AppendableFiles files, FileKey key, FileProgress before, byte[] rest) {
    this.files = files;
    this.key = key;
    this.upload = before.upload();
    this.parts = new ArrayList<>(before.parts());
    buffer.writeBytes(rest);
  }

  public void add(String text) {
    buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (buffer.size() >= PART) {
      parts.add(files.part(key, upload, taken()));
    }
  }

  /** Stores the appended bytes, and returns the progress for the next slice. */
  public FileProgress save() {
    Integer rest = buffer.size() == 0 ? null : Integer.valueOf(files.putRest(key, taken()));
    return new FileProgress(upload, List.copyOf(parts), rest);
  }

  private byte[] taken() {
    byte[] bytes = buffer.toByteArray();
    buffer.reset();
    return bytes;
  }
}
