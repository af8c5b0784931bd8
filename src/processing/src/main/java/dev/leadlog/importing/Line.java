package dev.leadlog.importing;

/**
 * A line of a file.
 *
 * @param number counted from 1
 * @param text null where it cannot be read
 * @param flaw why it cannot be read; else null
 * @param quotes how many double quotes it holds, also where it cannot be read
 * @param next the beginning of the line after it
 */
record Line(int number, String text, String flaw, int quotes, FilePosition next) {

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "Line[" + number + "]";
  }
}
