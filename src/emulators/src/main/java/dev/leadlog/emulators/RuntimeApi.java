package dev.leadlog.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API for one instance of a function (source: AWS, "Using the Lambda runtime API
 * for custom runtimes").
 */
public final class RuntimeApi implements AutoCloseable {

  /**
   * The response of a function.
   *
   * @param isError whether it is a function error
   */
  public record FunctionResponse(boolean isError, String body) {}

  private record Invocation(
      String id, String event, Duration remaining, CompletableFuture<FunctionResponse> answer) {}

  private static final String NEXT = "/next";
  private static final Duration AFTER_DEADLINE = Duration.ofMinutes(1);

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CountDownLatch initialised = new CountDownLatch(1);
  private final CompletableFuture<String> failedInit = new CompletableFuture<>();
  private final HttpServer server;

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  /** Starts the server on a free port. */
  public static RuntimeApi start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RuntimeApi api = new RuntimeApi(server);
      server.createContext("/", api::serve);
      server.setExecutor(Executors.newCachedThreadPool(RuntimeApi::daemon));
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "runtime-api");
    thread.setDaemon(true);
    return thread;
  }

  /** Host and port, the value of {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Waits until the function requests its first event.
   *
   * @return false if it has not requested it in time
   * @throws IllegalStateException if the function reports that it cannot start
   */
  public boolean awaitInit(Duration timeout) throws InterruptedException {
    boolean asked = initialised.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (failedInit.isDone()) {
      throw new IllegalStateException("the function cannot start: " + failedInit.join());
    }
    return asked;
  }

  /**
   * Invokes the function and waits for its response.
   *
   * @param remaining the remaining time that the function sees
   */
  public FunctionResponse invoke(String event, Duration remaining) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, remaining, new CompletableFuture<>());
    waiting.add(invocation);
    long timeout = remaining.plus(AFTER_DEADLINE).toSeconds();
    return invocation.answer().orTimeout(timeout, TimeUnit.SECONDS).join();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.endsWith(NEXT)) {
      initialised.countDown();
      next(exchange);
      return;
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
    if (path.endsWith("/init/error")) {
      failedInit.complete(body);
      initialised.countDown();
      return;
    }
    String[] parts = path.split("/");
    Invocation invocation = running.remove(parts[parts.length - 2]);
    if (invocation != null) {
      invocation.answer().complete(new FunctionResponse(path.endsWith("/error"), body));
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      Invocation invocation = waiting.take();
      running.put(invocation.id(), invocation);
      long deadline = System.currentTimeMillis() + invocation.remaining().toMillis();
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
      exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "" + deadline);
      exchange
          .getResponseHeaders()
          .set(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:eu-central-1:000000000000:function:local");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
