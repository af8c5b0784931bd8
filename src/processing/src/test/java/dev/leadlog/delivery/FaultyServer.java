package dev.leadlog.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** A server of a destination that can be made to fail in the usual ways. */
public final class FaultyServer {

  /** The ways in which the server fails. */
  public enum Fault {
    /** Handles the request and sends no response until the fault is cleared. */
    WITHHOLDS_THE_RESPONSE,
    /** Handles the request and answers 200 with an unreadable body. */
    RETURNS_GARBAGE,
    /** Handles the request and answers 200 with 2 MiB. */
    RETURNS_TOO_MUCH,
    /** Redirects the caller to another address. */
    REDIRECTS,
    /** Answers that there are too many requests, with a retry time of two minutes. */
    THROTTLES,
    /** Answers with a server error. */
    FAILS
  }

  /** A request; names of headers are in lower case. */
  public record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public record Response(int status, Map<String, String> headers, byte[] body) {
    public static Response of(int status, String body) {
      return new Response(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpServer server;
  private final Function<Request, Response> healthy;
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private volatile Fault fault;
  private volatile Predicate<Request> affected = request -> true;
  private volatile CountDownLatch cleared = new CountDownLatch(0);

  public FaultyServer(Function<Request, Response> healthy) {
    this.healthy = healthy;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "faulty-server");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  /** A server that forwards each request to another one. */
  static FaultyServer before(URI other) {
    return new FaultyServer(request -> forward(request, other));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void setFault(Fault how, Predicate<Request> which) {
    cleared = new CountDownLatch(1);
    affected = which;
    fault = how;
  }

  public void clearFault() {
    fault = null;
    cleared.countDown();
  }

  /** From now on every request is throttled for two minutes. */
  public void throttle() {
    setFault(Fault.THROTTLES, request -> true);
  }

  /** From now on every request is answered with a server error. */
  public void fail() {
    setFault(Fault.FAILS, request -> true);
  }

  /** From now on the selected requests are handled and answered with an unreadable body. */
  public void returnGarbage(BooleanSupplier which) {
    setFault(Fault.RETURNS_GARBAGE, request -> which.getAsBoolean());
  }

  /** The next POST is handled and gets no response until the fault is cleared. */
  public void withholdOneResponse() {
    AtomicInteger asked = new AtomicInteger();
    setFault(
        Fault.WITHHOLDS_THE_RESPONSE,
        request -> request.method().equals("POST") && asked.getAndIncrement() == 0);
  }

  /** Stops the server, so that connections are refused. */
  public void stop() {
    server.stop(0);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public void forget() {
    requests.clear();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            headers,
            exchange.getRequestBody().readAllBytes());
    requests.add(request);
    answer(exchange, fault != null && affected.test(request) ? faulty(request) : healthy(request));
  }

  private Response healthy(Request request) {
    return healthy.apply(request);
  }

  private Response faulty(Request request) {
    return switch (fault) {
      case WITHHOLDS_THE_RESPONSE -> {
        Response response = healthy(request);
        hang();
        yield response;
      }
      case RETURNS_GARBAGE -> {
        healthy(request);
        yield Response.of(200, "<html>{\"data\": ");
      }
      case RETURNS_TOO_MUCH -> {
        healthy(request);
        yield Response.of(200, "{\"data\":{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}}");
      }
      case REDIRECTS -> new Response(302, Map.of("Location", url() + "/elsewhere"), new byte[0]);
      case THROTTLES ->
          new Response(429, Map.of("Retry-After", "120"), "{}".getBytes(StandardCharsets.UTF_8));
      case FAILS -> Response.of(503, "upstream is down");
    };
  }

  private void hang() {
    try {
      cleared.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    int length = response.body().length;
    exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
    try {
      exchange.getResponseBody().write(response.body());
    } catch (IOException connectionClosed) {
      // The client closes the connection when a response is too long.
    }
    exchange.close();
  }

  private static Response forward(Request request, URI other) {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(other.resolve(request.uri()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().entrySet().stream()
        .filter(header -> header.getKey().matches("x-amz.*|authorization|content-type"))
        .forEach(header -> forwarded.header(header.getKey(), header.getValue()));
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("text/plain");
      Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", type));
      response.headers().firstValue("x-amz-crc32").ifPresent(c -> headers.put("x-amz-crc32", c));
      return new Response(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
