package dev.leadlog.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of a file, each with the offset of the next one. Lines are split before they are
 * decoded: a line that is too long or cannot be decoded has a violation, and the next one is read
 * as usual. A line ends with LF, CR or both.
 */
final class LineReader {

  /** In characters. A longer line is rejected, because it would need too much memory. */
  static final int LONGEST = 64 * 1024;

  /** A byte order mark inside a file is the start of another file that was appended. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A multiple of two bytes, so that no UTF-16 code unit is cut. */
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final Encoding encoding;
  private final int width;

  /** The type of an unsupported file; null if the file may be CSV. */
  private final String unsupportedType;

  private final Deque<FileLine> pushedBack = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /** The offset of the buffer in the file. */
  private long offset;

  private int number;

  private LineReader(
      InputStream in, Encoding encoding, String unsupportedType, FilePosition start) {
    this.in = in;
    this.encoding = encoding;
    this.width = encoding.width();
    this.unsupportedType = unsupportedType;
    this.offset = start.offset();
    this.number = start.line() - 1;
  }

  /**
   * Reads a file from its beginning, and detects the encoding.
   *
   * @throws UncheckedIOException like every method, if the file cannot be read
   */
  static LineReader of(InputStream file) {
    try {
      PushbackInputStream bytes = new PushbackInputStream(file, BUFFER);
      byte[] first = bytes.readNBytes(BUFFER);
      String beginning = new String(first, StandardCharsets.ISO_8859_1);
      int mark = Encoding.mark(beginning).length();
      bytes.unread(first, mark, first.length - mark);
      return new LineReader(
          bytes,
          Encoding.of(beginning),
          UnsupportedFileType.of(beginning).orElse(null),
          new FilePosition(mark, 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Continues with a file.
   *
   * @param file a stream that begins at the position
   */
  static LineReader from(InputStream file, Encoding encoding, FilePosition start) {
    return new LineReader(file, encoding, null, start);
  }

  Encoding encoding() {
    return encoding;
  }

  /** Returns the type of an unsupported file, as a sentence. */
  Optional<String> unsupportedType() {
    return Optional.ofNullable(unsupportedType);
  }

  /** Returns the next line, or null at the end. */
  FileLine take() {
    if (!pushedBack.isEmpty()) {
      return pushedBack.poll();
    }
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pushes back lines, in their order. */
  void pushBack(List<FileLine> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      pushedBack.addFirst(lines.get(i));
    }
  }

  private FileLine read() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    int length = 0;
    int quotes = 0;
    while (fill() && !isBreak()) {
      int count = Math.min(width, limit - position);
      quotes += isNext('"') ? 1 : 0;
      if (++length <= LONGEST) {
        bytes.write(buffer, position, count);
      }
      position += count;
    }
    skipBreak();
    FilePosition next = new FilePosition(offset + position, number + 1);
    return length > LONGEST
        ? new FileLine(number, null, "the line is longer than 64 KB", quotes, next)
        : decoded(bytes.toByteArray(), quotes, next);
  }

  private FileLine decoded(byte[] bytes, int quotes, FilePosition next) {
    String violation =
        "the line is not valid %s; save the file as CSV UTF-8"
            .formatted(encoding == Encoding.UTF_8 ? "UTF-8 (nor Windows-1252)" : encoding.text());
    return encoding
        .decode(bytes)
        .map(text -> text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
        .map(text -> new FileLine(number, text, null, quotes, next))
        .orElseGet(() -> new FileLine(number, null, violation, quotes, next));
  }

  private boolean isBreak() {
    return isNext('\n') || isNext('\r');
  }

  private void skipBreak() throws IOException {
    boolean isReturn = fill() && isNext('\r');
    position += fill() ? width : 0;
    position += isReturn && fill() && isNext('\n') ? width : 0;
  }

  private boolean isNext(char c) {
    if (width == 1) {
      return buffer[position] == c;
    }
    boolean bigEndian = encoding == Encoding.UTF_16BE;
    return limit - position >= width
        && buffer[bigEndian ? position : position + 1] == 0
        && buffer[bigEndian ? position + 1 : position] == c;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      offset += limit;
      position = 0;
      limit = in.readNBytes(buffer, 0, BUFFER);
    }
    return position < limit;
  }
}
