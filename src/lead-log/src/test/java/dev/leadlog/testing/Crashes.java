package dev.leadlog.testing;

/** How many of the moments at which a process can die a build tries. */
public final class Crashes {

  /**
   * Every third request in a usual build, each request with {@code -Pfaults}. The offset changes
   * with the day, so that three days try them all.
   */
  public static final int EVERY = Integer.getInteger("crashes.every", 3);

  /** The first request after which a process dies. */
  public static int first() {
    return (int) (System.currentTimeMillis() / 86_400_000 % EVERY);
  }

  private Crashes() {}
}
