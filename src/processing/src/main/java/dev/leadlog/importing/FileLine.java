package dev.leadlog.importing;

/**
 * A line of a file.
 *
 * @param number the line number, from 1
 * @param text null if it cannot be read
 * @param violation why it cannot be read; else null
 * @param quotes the number of double quotes, also if the line cannot be read
 * @param next the beginning of the next line
 */
record FileLine(int number, String text, String violation, int quotes, FilePosition next) {

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "FileLine[" + number + "]";
  }
}
