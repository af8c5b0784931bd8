package dev.leadlog.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Sets how many idle connections to each store are kept. The JDK keeps five and closes the others,
 * so with ten leads in parallel most calls would begin with a TLS handshake.
 */
@Singleton
class IdleConnections {

  /** Enough for two batches of ten leads in parallel. */
  private static final int KEPT = 20;

  /**
   * The JDK reads the property when the first connection becomes idle (source: JDK, "Networking
   * Properties"). A value that is already set wins.
   */
  void keep(@Observes StartupEvent start) {
    System.getProperties().putIfAbsent("http.maxConnections", Integer.toString(KEPT));
  }
}
