package dev.leadlog.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RemoteConsoleTest {

  private record ReceivedRequest(String line, Map<String, List<String>> headers, String body) {}

  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer deployed;
  private int port;

  @BeforeEach
  void start() throws IOException {
    deployed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    deployed.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes());
          received.add(
              new ReceivedRequest(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  body));
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(202, 2);
          exchange.getResponseBody().write("{}".getBytes());
          exchange.close();
        });
    deployed.start();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI api = URI.create("http://localhost:" + deployed.getAddress().getPort());
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));
    RemoteConsole.serve(vertx, port, new SignedApi(api, credentials, "eu-central-1"));
  }

  @AfterEach
  void stop() {
    deployed.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_request_of_the_console_is_signed_and_forwarded_unchanged() throws Exception {
    HttpResponse<String> answer =
        post("/api/lead-logs/process?x=1", Map.of("Origin", "http://localhost:" + port));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(received).hasSize(1);
    assertThat(received.get(0).line()).isEqualTo("POST /api/lead-logs/process?x=1");
    assertThat(received.get(0).body()).isEqualTo("{\"leadgenIds\":[]}");
    assertThat(received.get(0).headers().get("Authorization").get(0))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/execute-api/aws4_request")
        .doesNotContain("secret-key");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example.com",
    "Origin,null",
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site"
  })
  void a_request_of_another_site_is_rejected_and_not_forwarded(String header, String value)
      throws Exception {
    HttpResponse<String> answer = post("/api/lead-logs/process", Map.of(header, value));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(received).isEmpty();
  }

  @Test
  void the_console_needs_no_sign_in() throws Exception {
    HttpResponse<String> config =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/console/config.json"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(config.body()).isEqualTo("{\"login\":null}");
  }

  @Test
  void an_api_that_does_not_answer_yields_a_problem_with_its_name() throws Exception {
    deployed.stop(0);

    HttpResponse<String> answer = post("/api/lead-logs/process", Map.of());

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("localhost does not answer");
  }

  private HttpResponse<String> post(String path, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"leadgenIds\":[]}"));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
