package dev.leadlog.fuzzing;

/** Code that reads foreign input, with the conditions that must hold for any input. */
public interface Target {

  /** The name of its corpus. */
  String name();

  /**
   * Reads the input. Every exception is a finding.
   *
   * @throws AssertionError if a condition does not hold
   */
  void read(byte[] input);

  /** Throws if the condition does not hold. */
  static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
