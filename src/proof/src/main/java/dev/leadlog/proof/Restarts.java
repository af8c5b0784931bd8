package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadlog.text.Digests;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Kills the local product with -9 under load, several times with the same data folder. Every lead
 * that was answered 200 must be Processed after the last start.
 */
final class Restarts {

  private static final int KILLS = 4;
  private static final int SENDERS = 4;
  private static final int LEADS_PER_CALL = 5;
  private static final Duration LOAD_BEFORE_KILL = Duration.ofSeconds(8);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  /** A lead whose message was lost is due after three minutes; the sweep runs every minute. */
  private static final Duration PROCESSING_TIMEOUT = Duration.ofMinutes(8);

  private static final String FORM =
      "\"pageId\":\"1635959142565683\",\"formId\":\"527829666666421\"";
  private static final String CHANGE =
      "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"page_id\":\"1635959142565683\","
          + "\"form_id\":\"527829666666421\",\"created_time\":%d}}";

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home = Path.of(System.getProperty("proof.home"));
  private final Path data = Files.createTempDirectory("leadlog-restarts");
  private final int port = freePort();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  private Restarts() throws IOException {}

  public static void main(String[] args) throws Exception {
    List<String> lost = new Restarts().run();
    lost.forEach(lead -> System.out.println("not Processed: " + lead));
    System.exit(lost.isEmpty() ? 0 : 1);
  }

  private List<String> run() throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      Process product = start();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(new Thread(() -> send(product)));
      }
      senders.forEach(Thread::start);
      Thread.sleep(LOAD_BEFORE_KILL.toMillis());
      product.destroyForcibly().waitFor();
      for (Thread sender : senders) {
        sender.join();
      }
      System.out.printf("killed %d times, %d leads were answered 200%n", kill, acknowledged.size());
    }
    Process last = start();
    try {
      return notProcessed();
    } finally {
      last.destroy();
    }
  }

  private Process start() throws Exception {
    Path log = data.resolve("log.txt");
    Process product =
        new ProcessBuilder(
                home.resolve("run").toString(),
                "--port",
                "" + port,
                "--data",
                data.toString(),
                "--no-demo")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(product::destroyForcibly));
    Instant end = Instant.now().plus(START_TIMEOUT);
    while (!isReady()) {
      if (!product.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "Leadlog did not start with the data folder " + data + "; see " + log);
      }
      Thread.sleep(200);
    }
    return product;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return call("GET", "/q/health/ready", "", null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void send(Process product) {
    while (product.isAlive()) {
      try {
        sendOnce();
      } catch (IOException killed) {
        // Meta would send these again; only leads that were answered 200 count.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sendOnce() throws IOException, InterruptedException {
    String wanted = "{" + FORM + ",\"notify\":false,\"count\":" + LEADS_PER_CALL + "}";
    List<String> ids = new ArrayList<>();
    json.readTree(call("POST", "/simulated-meta/leads", wanted, null).body())
        .path("leadgenIds")
        .forEach(id -> ids.add(id.asText()));
    long now = Instant.now().getEpochSecond();
    String changes = String.join(",", ids.stream().map(id -> CHANGE.formatted(id, now)).toList());
    String body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1635959142565683\",\"time\":%d,\"changes\":[%s]}]}"
            .formatted(now, changes);
    if (call("POST", "/webhook", body, signature(body)).statusCode() == 200) {
      acknowledged.addAll(ids);
    }
  }

  private List<String> notProcessed() throws Exception {
    Instant end = Instant.now().plus(PROCESSING_TIMEOUT);
    List<String> left = new ArrayList<>(acknowledged);
    while (!left.isEmpty() && Instant.now().isBefore(end)) {
      List<String> still = new ArrayList<>();
      for (String id : left) {
        if (!status(id).equals("Processed")) {
          still.add(id);
        }
      }
      left = still;
      System.out.printf("%d of %d are not Processed yet%n", left.size(), acknowledged.size());
      Thread.sleep(left.isEmpty() ? 0 : 10_000);
    }
    return left;
  }

  private String status(String id) throws IOException, InterruptedException {
    JsonNode log = json.readTree(call("GET", "/api/lead-logs/" + id, "", null).body());
    return log.path("status").asText();
  }

  private HttpResponse<String> call(String method, String path, String body, String signature)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body));
    if (signature != null) {
      request.header("X-Hub-Signature-256", "sha256=" + signature);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String signature(String body) {
    byte[] secret = "local-app-secret".getBytes(StandardCharsets.UTF_8);
    return HexFormat.of()
        .formatHex(Digests.hmacSha256(secret, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
