package dev.leadlog.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The lines of a file, one at a time, each with the offset of the next one. Lines are found before
 * they are decoded: one that is too long or cannot be decoded has a flaw, and the next one is read
 * as usual. A line ends with LF, CR or both.
 */
final class Lines {

  /** In characters. Longer is no lead, and would have to be held in memory. */
  static final int LONGEST = 64 * 1024;

  /** The byte order marks, as Latin-1. */
  private static final Map<String, Charset> MARKS =
      Map.of(
          "\u00EF\u00BB\u00BF", StandardCharsets.UTF_8,
          "\u00FE\u00FF", StandardCharsets.UTF_16BE,
          "\u00FF\u00FE", StandardCharsets.UTF_16LE);

  /** In the middle of a file it comes from a file that was put there. */
  private static final String MARK = "\uFEFF";

  private static final int LONGEST_MARK = 3;

  /** Of a multiple of two bytes, so that a character of UTF-16 is never cut. */
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final Charset charset;
  private final int width;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /** Where the buffer begins in the file. */
  private long offset;

  private int number;

  private Lines(InputStream in, Charset charset, FilePosition start) {
    this.in = in;
    this.charset = charset;
    this.width = charset == StandardCharsets.UTF_8 ? 1 : 2;
    this.offset = start.offset();
    this.number = start.line() - 1;
  }

  /**
   * Reads a file from its beginning: UTF-8, or what its byte order mark says.
   *
   * @throws UncheckedIOException as every method, where the file cannot be read on
   */
  static Lines of(InputStream file) {
    try {
      PushbackInputStream bytes = new PushbackInputStream(file, LONGEST_MARK);
      byte[] first = bytes.readNBytes(LONGEST_MARK);
      String beginning = new String(first, StandardCharsets.ISO_8859_1);
      String mark = MARKS.keySet().stream().filter(beginning::startsWith).findFirst().orElse("");
      bytes.unread(first, mark.length(), first.length - mark.length());
      return from(
          bytes,
          MARKS.getOrDefault(mark, StandardCharsets.UTF_8),
          new FilePosition(mark.length(), 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Goes on with a file.
   *
   * @param file begins at the position
   */
  static Lines from(InputStream file, Charset charset, FilePosition start) {
    return new Lines(file, charset, start);
  }

  Charset charset() {
    return charset;
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
        ? new Line(number, null, "the line is longer than 64 KB", quotes, next)
        : decoded(bytes.toByteArray(), quotes, next);
  }

  private Line decoded(byte[] bytes, int quotes, FilePosition next) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String unmarked = text.startsWith(MARK) ? text.substring(1) : text;
      return new Line(number, unmarked, null, quotes, next);
    } catch (CharacterCodingException e) {
      String flaw =
          width == 1
              ? "the line is not UTF-8 (nor UTF-16 with a byte order mark); save the file as CSV UTF-8"
              : "the line is not UTF-16, as the byte order mark says; save the file as CSV UTF-8";
      return new Line(number, null, flaw, quotes, next);
    }
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
    boolean bigEndian = charset == StandardCharsets.UTF_16BE;
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
