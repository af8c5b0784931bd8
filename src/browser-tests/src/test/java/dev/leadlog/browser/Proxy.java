package dev.leadlog.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A proxy between the browser and the product that can simulate failures and a login page. */
final class Proxy implements AutoCloseable {

  private static final List<String> FORWARDED_HEADERS =
      List.of("content-type", "authorization", "if-match", "accept");

  /** A simulated response: after a delay, a status and a body. */
  record Fault(int status, String body, long delayMillis) {}

  private final String target;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private volatile String granted = "";
  private volatile boolean enforcesScopes;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile String lastAuthorization;
  private volatile boolean ended;
  private volatile int tokens;

  Proxy(String target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Answers requests with this method and path prefix with a fault until {@link #reset()}. */
  void fault(String method, String path, Fault fault) {
    faults.put(method + " " + path, fault);
  }

  void reset() {
    faults.clear();
    refused.clear();
    enforcesScopes = false;
    ended = false;
  }

  /** Refuses requests without the scope of their route, as API Gateway does. */
  void enforceScopes() {
    enforcesScopes = true;
  }

  /** The requests that were refused for want of a scope, each with its method and path. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** The scope of a route as in template.yaml. */
  private static String scope(String method, String path) {
    boolean isOfPage = path.startsWith("/api/pages/");
    return switch (method) {
      case "GET" -> "read";
      case "DELETE" -> isOfPage ? "configure" : "erase";
      default -> isOfPage && !path.endsWith("/preview") ? "configure" : "operate";
    };
  }

  private boolean isRefused(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    boolean isMissing = enforcesScopes && !granted.contains("leadlog/" + scope(method, path));
    if (isMissing) {
      refused.add(method + " " + path);
    }
    return isMissing;
  }

  /** Makes the login page sign in everybody without a prompt, with these scopes. */
  void signsIn(String scopes) {
    granted = scopes;
    tokens = 0;
    ended = false;
  }

  /** Rejects the current token and every refresh until the next sign-in. */
  void endSession() {
    ended = true;
  }

  /** The last Authorization header of a request to the API. */
  String lastAuthorization() {
    return lastAuthorization;
  }

  /**
   * Answers like an OpenID provider: a redirect with a code, and tokens for a code. Returns true if
   * it has answered the request.
   */
  private boolean login(HttpExchange exchange, String line) throws IOException {
    if (line.startsWith("GET /login/oauth2/authorize?")) {
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              query.get("redirect_uri") + "?code=a-code&state=" + encode(query.get("state")));
      send(exchange, 302, new byte[0]);
      return true;
    }
    if (line.startsWith("POST /login/oauth2/token")) {
      boolean refresh =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .contains("grant_type=refresh_token");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (refresh) {
        send(exchange, 400, "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8));
      } else {
        ended = false;
        String tokens =
            "{\"access_token\":\"token-"
                + ++this.tokens
                + "\",\"refresh_token\":\"r\",\"expires_in\":3600,\"scope\":\""
                + granted
                + "\"}";
        send(exchange, 200, tokens.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    }
    if (line.contains(" /api/")) {
      lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (ended) {
        send(exchange, 401, "{\"message\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8));
        return true;
      }
      if (isRefused(exchange)) {
        send(exchange, 403, "{\"message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8));
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> query(String text) {
    return java.util.Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            java.util.stream.Collectors.toMap(
                pair -> pair[0],
                pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      if (login(exchange, line)) {
        return;
      }
      Fault fault =
          faults.entrySet().stream()
              .filter(entry -> line.startsWith(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      if (fault != null) {
        Thread.sleep(fault.delayMillis());
      }
      if (fault != null && fault.status() != 0) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, fault.status(), fault.body().getBytes(StandardCharsets.UTF_8));
      } else {
        forward(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (FORWARDED_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, values.get(0));
              }
            });
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    send(exchange, answer.statusCode(), answer.body());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
