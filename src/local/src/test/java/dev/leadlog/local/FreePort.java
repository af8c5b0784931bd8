package dev.leadlog.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Lets the product listen where nobody else does, and tells it so, since it calls its own simulated
 * Meta; and shortens the waits, and how far it looks back.
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
          // Ninety days of an empty log are some thousand queries, each time a page is saved.
          "leadlog.look-back",
          "2d");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
