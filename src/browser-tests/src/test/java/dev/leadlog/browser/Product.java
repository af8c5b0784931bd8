package dev.leadlog.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Leadlog in a separate process, with the demo pages and leads; the tests share one. */
final class Product {

  static final String PAGE = "1635959142565683";
  static final String FORM = "527829666666421";
  static final String CALLBACK_FORM = "527829666666422";
  static final String UNMAPPED_FORM = "527829666666499";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static Product started;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final Process process;

  private Product(String url, Process process) {
    this.url = url;
    this.process = process;
  }

  static synchronized Product get() {
    if (started == null) {
      started = start();
    }
    return started;
  }

  String url() {
    return url;
  }

  private static Product start() {
    try {
      int port = freePort();
      Path home = Path.of("../..").toAbsolutePath().normalize();
      Path log = Files.createDirectories(Path.of("target")).resolve("product-" + port + ".log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dlocal.home=" + home,
                  "-Demulators.class-path=" + home.resolve("src/emulators/target/emulators"),
                  "-jar",
                  home.resolve("src/local/target/quarkus-app/quarkus-run.jar").toString(),
                  "--port",
                  String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      Product product = new Product("http://localhost:" + port, process);
      product.awaitDemo(log);
      return product;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The demo is there once its log says how to stop. */
  private void awaitDemo(Path log) throws IOException {
    Instant deadline = Instant.now().plus(START);
    while (!Files.readString(log).contains("Stop it with")) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("Leadlog did not start: " + Files.readString(log));
      }
      pause();
    }
  }

  /** Creates a lead at the simulated Meta and returns its leadgen id. */
  String lead(String formId, String answers) {
    String body =
        "{\"pageId\":\"" + PAGE + "\",\"formId\":\"" + formId + "\",\"answers\":" + answers + "}";
    return call("POST", "/simulated-meta/leads", body).path("leadgenIds").path(0).asText();
  }

  /** Waits until a lead has the expected state and returns it. */
  JsonNode await(String leadgenId, Predicate<JsonNode> state) {
    Instant deadline = Instant.now().plus(TIMEOUT);
    JsonNode lead = null;
    while (Instant.now().isBefore(deadline)) {
      lead = call("GET", "/api/lead-logs/" + leadgenId, null);
      if (state.test(lead)) {
        return lead;
      }
      pause();
    }
    throw new AssertionError("lead " + leadgenId + " does not have the expected state: " + lead);
  }

  JsonNode awaitStatus(String leadgenId, String status) {
    return await(leadgenId, lead -> lead.path("status").asText().equals(status));
  }

  JsonNode page() {
    JsonNode items = call("GET", "/api/pages", null).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(page -> page.path("pageId").asText().equals(PAGE))
        .findFirst()
        .orElseThrow();
  }

  /** Saves a form of the demo page; it replaces a form with the same id. */
  void saveForm(String form) {
    ObjectNode page = (ObjectNode) call("GET", "/api/pages/" + PAGE, null);
    JsonNode saved = read(form);
    page.putArray("forms")
        .addAll(others(page().path("forms"), saved.path("formId").asText()))
        .add(saved);
    save(page);
  }

  /** Takes a form off the demo's page, whichever test has saved it. */
  void removeForm(String formId) {
    ObjectNode page = (ObjectNode) call("GET", "/api/pages/" + PAGE, null);
    page.putArray("forms").addAll(others(page().path("forms"), formId));
    save(page);
  }

  private void save(ObjectNode page) {
    call("PUT", "/api/pages/" + PAGE, page.without(List.of("revision", "mistakes")).toString());
  }

  private static ArrayNode others(JsonNode forms, String formId) {
    ArrayNode kept = JSON.createArrayNode();
    forms.forEach(
        one -> {
          if (!one.path("formId").asText().equals(formId)) {
            kept.add(one);
          }
        });
    return kept;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode call(String method, String path, String body) {
    String answer =
        send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(
                    method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    return answer.isEmpty() ? JSON.createObjectNode() : read(answer);
  }

  /** Returns the text behind a link. */
  String text(String link) {
    return send(HttpRequest.newBuilder(URI.create(link)).build());
  }

  private String send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
