package dev.leadlog.importing;

/**
 * A line of a file.
 *
 * @param number counted from 1
 * @param text null where it cannot be read
 * @param violation why it cannot be read; else null
 * @param quotes how many double quotes it holds, also where it cannot be read
 * @param next the beginning of the line after it
 */
record FileLine(int number, String text, String violation, int quotes, FilePosition next) {

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "FileLine[" + number + "]";
  }
}
