package dev.leadlog.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lines of a file, one at a time, whatever stands in them: one that is too long or not text is
 * a line with a flaw, and the next one is as good as any. UTF-8, or UTF-16 with a byte order mark;
 * a line ends with LF, CR or both.
 */
final class Lines {

  /** Longer is no lead, and would have to be held in memory. */
  static final int LONGEST = 64 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int limit;
  private int number;

  /**
   * @throws UncheckedIOException as every method, where the file cannot be read on
   */
  Lines(InputStream file) {
    try {
      PushbackInputStream bytes = new PushbackInputStream(file, 2);
      byte[] mark = bytes.readNBytes(2);
      boolean bigEndian = mark.length == 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF;
      boolean littleEndian = mark.length == 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
      bytes.unread(mark);
      this.in = bigEndian || littleEndian ? new Utf16AsUtf8(bytes, bigEndian) : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line, or null at the end. */
  Line take() {
    if (!ahead.isEmpty()) {
      return ahead.poll();
    }
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines that were taken too early, in their order. */
  void giveBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      ahead.addFirst(lines.get(i));
    }
  }

  private Line read() throws IOException {
    int first = next();
    if (first < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    int length = 0;
    for (int b = first; b >= 0 && b != '\n'; b = next()) {
      if (++length <= LONGEST) {
        bytes.write(b);
      }
    }
    return length > LONGEST
        ? new Line(number, null, "the line is longer than 64 KB")
        : decoded(bytes.toByteArray());
  }

  private Line decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
      return new Line(number, marked ? text.substring(1) : text, null);
    } catch (CharacterCodingException e) {
      return new Line(
          number,
          null,
          "the line is not UTF-8 (nor UTF-16 with a byte order mark); save the file as CSV UTF-8");
    }
  }

  /** The next byte, CR and CR LF as one LF; or -1 at the end. */
  private int next() throws IOException {
    int b = raw();
    if (b == '\r' && fill() && buffer[position] == '\n') {
      position++;
    }
    return b == '\r' ? '\n' : b;
  }

  private int raw() throws IOException {
    return fill() ? buffer[position++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit;
  }
}
