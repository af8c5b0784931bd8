package dev.leadlog.workbench;

import dev.leadlog.testing.MovableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Stands in for the system's clock. */
class TimeOfTests {

  @Produces
  @Singleton
  MovableClock clock() {
    return new MovableClock();
  }
}
