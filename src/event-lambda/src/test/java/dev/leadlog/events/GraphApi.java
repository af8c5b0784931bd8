package dev.leadlog.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import dev.leadlog.simulatedmeta.SimulatedMetaServer;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The simulated Meta. It sends no webhooks in these tests. */
public final class GraphApi implements QuarkusTestResourceLifecycleManager {

  static final String FORM = "527829666666421";
  private static final String SECRET = "local-app-secret";
  private static SimulatedMetaServer server;

  @Override
  public Map<String, String> start() {
    server =
        SimulatedMetaServer.start(new SimulatedMeta(SECRET, URI.create("http://127.0.0.1:1/")));
    return Map.of("leadlog.meta.url", server.url().toString());
  }

  @Override
  public void stop() {
    server.close();
  }

  /** Submits the form and returns the id of the lead. */
  static String lead(String pageId) {
    return lead(pageId, "");
  }

  /** Submits the form with a fault of the simulated Meta. */
  static String lead(String pageId, String fault) {
    String request =
        "{\"pageId\":\"%s\",\"formId\":\"%s\",\"fault\":\"%s\",\"notify\":false}"
            .formatted(pageId, FORM, fault);
    return post("/leads", request).path("leadgenIds").get(0).asText();
  }

  /** Creates a form without leads, with a fault of the simulated Meta, and returns its id. */
  static String form(String pageId, String fault) {
    String form = Aws.newId();
    String request =
        "{\"pageId\":\"%s\",\"formId\":\"%s\",\"fault\":\"%s\"}".formatted(pageId, form, fault);
    post("/forms", request);
    return form;
  }

  /** Creates a page. */
  static void page(String pageId) {
    post("/pages", "{\"pageId\":\"%s\"}".formatted(pageId));
  }

  static void tokenDies(String pageId) {
    post("/pages", "{\"pageId\":\"%s\",\"tokenDead\":true}".formatted(pageId));
  }

  private static JsonNode post(String path, String request) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(server.url().resolve(path))
                      .POST(HttpRequest.BodyPublishers.ofString(request))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return Json.read(response.body()).orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
