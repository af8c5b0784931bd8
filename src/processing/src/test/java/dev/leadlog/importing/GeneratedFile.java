package dev.leadlog.importing;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * A file that is generated while it is read, so that it needs no memory. It is in Latin-1, where a
 * letter outside of ASCII is invalid UTF-8.
 */
final class GeneratedFile extends InputStream {

  private final int lines;
  private final IntFunction<String> line;
  private byte[] current = {};
  private int position;
  private int number;

  /**
   * @param line returns the text of a line by its number, from 1
   */
  GeneratedFile(int lines, IntFunction<String> line) {
    this.lines = lines;
    this.line = line;
  }

  @Override
  public int read() {
    if (position == current.length) {
      if (number == lines) {
        return -1;
      }
      current = (line.apply(++number) + "\n").getBytes(StandardCharsets.ISO_8859_1);
      position = 0;
    }
    return current[position++] & 0xFF;
  }
}
