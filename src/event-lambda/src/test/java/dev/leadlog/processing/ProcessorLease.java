package dev.leadlog.processing;

import java.time.Duration;

/** Gives the tests of the template the length of the lease. */
public final class ProcessorLease {

  public static Duration ofAClaim() {
    return Processor.LEASE;
  }

  private ProcessorLease() {}
}
