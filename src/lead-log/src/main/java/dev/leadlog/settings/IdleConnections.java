package dev.leadlog.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * How many idle connections to a store are kept. The JDK keeps five, and closes what comes back
 * beyond that: ten leads side by side would begin most of their calls with a TLS handshake.
 */
@Singleton
class IdleConnections {

  /** As many as calls go side by side: two batches of ten. */
  private static final int KEPT = 20;

  /**
   * The JDK reads it when the first connection comes back (source: JDK, "Networking Properties").
   * Who sets it otherwise knows why.
   */
  void keep(@Observes StartupEvent start) {
    System.getProperties().putIfAbsent("http.maxConnections", Integer.toString(KEPT));
  }
}
