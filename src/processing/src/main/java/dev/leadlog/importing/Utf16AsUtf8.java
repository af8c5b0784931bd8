package dev.leadlog.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-16 as UTF-8. What is no UTF-16, half a pair or half a character, becomes a byte that is
 * no UTF-8, so that the line it stands in is found wrong and no other.
 */
final class Utf16AsUtf8 extends InputStream {

  private static final byte[] WRONG = {(byte) 0xFF};

  private final InputStream in;
  private final boolean bigEndian;
  private byte[] ready = {};
  private int position;
  private int ahead = -1;

  Utf16AsUtf8(InputStream in, boolean bigEndian) {
    this.in = new BufferedInputStream(in, 16 * 1024);
    this.bigEndian = bigEndian;
  }

  @Override
  public int read() throws IOException {
    if (position == ready.length) {
      ready = character();
      position = 0;
    }
    return ready.length == 0 ? -1 : ready[position++] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = 0;
    for (int b = count < length ? read() : -1; b >= 0; b = count < length ? read() : -1) {
      bytes[offset + count++] = (byte) b;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private byte[] character() throws IOException {
    int unit = ahead >= 0 ? ahead : unit();
    ahead = -1;
    if (unit < 0) {
      return new byte[0];
    }
    if (unit > 0xFFFF || Character.isLowSurrogate((char) unit)) {
      return WRONG;
    }
    return Character.isHighSurrogate((char) unit) ? pair(unit) : utf8(new char[] {(char) unit});
  }

  private byte[] pair(int high) throws IOException {
    int low = unit();
    if (low >= 0 && low <= 0xFFFF && Character.isLowSurrogate((char) low)) {
      return utf8(new char[] {(char) high, (char) low});
    }
    ahead = low;
    return WRONG;
  }

  /** Two bytes; -1 at the end, and more than 16 bits where only one byte is left. */
  private int unit() throws IOException {
    int first = in.read();
    if (first < 0) {
      return -1;
    }
    int second = in.read();
    if (second < 0) {
      return 0x10000;
    }
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  private static byte[] utf8(char[] characters) {
    return new String(characters).getBytes(StandardCharsets.UTF_8);
  }
}
