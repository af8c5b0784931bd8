package dev.leadlog.importing;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * A file that is made while it is read, so that it takes no memory of its own; in Latin-1, in which
 * every letter outside ASCII is no UTF-8.
 */
final class GeneratedFile extends InputStream {

  private final int lines;
  private final IntFunction<String> line;
  private byte[] current = {};
  private int position;
  private int number;

  /**
   * @param line the text of a line, by its number from 1
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
