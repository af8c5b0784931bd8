package dev.leadlog.workbench;

import dev.leadlog.testing.MovableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Replaces the system's clock. */
class ClockProducer {

  @Produces
  @Singleton
  MovableClock clock() {
    return new MovableClock();
  }
}
