package dev.leadlog.processing;

import java.time.Duration;

/** Shows the tests of the template how long a claim lasts. */
public final class Lease {

  public static Duration ofAClaim() {
    return Processor.LEASE;
  }

  private Lease() {}
}
