package dev.leadlog.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Sets a free port for the product, also in {@code local.url}, because it calls its own simulated
 * Meta. Shortens the retry waits and {@code leadlog.look-back}.
 */
public class FreePort implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try (ServerSocket socket = new ServerSocket(0)) {
      String port = Integer.toString(socket.getLocalPort());
      return Map.of(
          "quarkus.http.test-port",
          port,
          "local.url",
          "http://localhost:" + port,
          "leadlog.retry.first-wait",
          "100ms",
          "leadlog.retry.throttled-wait",
          "100ms",
          // With 90 days, each saved page would cost some thousand queries of an empty log.
          "leadlog.look-back",
          "2d");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
