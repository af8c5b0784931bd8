package dev.leadlog.testing;

/** Selects the crash points that a build tests. */
public final class Crashes {

  /**
   * Every third request in a normal build, every request with {@code -Pfaults}. The offset changes
   * daily, so that three days cover all requests.
   */
  public static final int EVERY = Integer.getInteger("crashes.every", 3);

  /** The first request after which the process crashes. */
  public static int first() {
    return (int) (System.currentTimeMillis() / 86_400_000 % EVERY);
  }

  private Crashes() {}
}
