package dev.leadlog.importing;

/** Is asked after each part of a file whether to go on. */
interface Checkpoint {

  /**
   * How far a file was imported, and what came of it.
   *
   * @param line the last line of which every lead stands in the log; 0 before the first
   */
  record Progress(int line, long accepted, long duplicates) {

    static final Progress NONE = new Progress(0, 0, 0);
  }

  boolean goesOn(Progress reached);
}
