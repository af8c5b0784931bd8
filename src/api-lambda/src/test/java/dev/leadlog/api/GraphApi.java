package dev.leadlog.api;

import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import dev.leadlog.simulatedmeta.SimulatedMetaServer;
import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The simulated Meta. It sends no webhooks in these tests. */
public final class GraphApi implements QuarkusTestResourceLifecycleManager {

  private static final SimulatedMeta META =
      new SimulatedMeta("local-app-secret", URI.create("http://127.0.0.1:1/"));

  private SimulatedMetaServer server;

  @Override
  public Map<String, String> start() {
    server = SimulatedMetaServer.start(META);
    return Map.of("leadlog.meta.url", server.url().toString());
  }

  @Override
  public void stop() {
    server.close();
  }

  /** Creates a form with the usual questions and returns its id. */
  static String form(String pageId) {
    String form = Aws.newId();
    String request = "{\"pageId\":\"%s\",\"formId\":\"%s\"}".formatted(pageId, form);
    META.handle(
        new MetaRequest(
            "POST", "/forms", Map.of(), null, request.getBytes(StandardCharsets.UTF_8)));
    return form;
  }

  /**
   * Creates or changes a page.
   *
   * @param change as {@code "tokenDead":true}
   */
  static void page(String pageId, String change) {
    String request =
        "{\"pageId\":\"%s\"%s}".formatted(pageId, change.isEmpty() ? "" : "," + change);
    META.handle(
        new MetaRequest(
            "POST", "/pages", Map.of(), null, request.getBytes(StandardCharsets.UTF_8)));
  }
}
