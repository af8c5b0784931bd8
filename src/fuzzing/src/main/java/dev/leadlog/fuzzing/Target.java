package dev.leadlog.fuzzing;

/** Something that reads what someone else wrote, and what must hold whatever that is. */
public interface Target {

  /** As its corpus is called. */
  String name();

  /**
   * Reads it.
   *
   * @throws AssertionError where something does not hold that must; any other exception is one that
   *     must not be either
   */
  void read(byte[] input);

  /** Fails unless it holds. */
  static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
