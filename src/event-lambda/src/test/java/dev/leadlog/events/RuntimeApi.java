package dev.leadlog.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
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
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API (source: AWS, "Using the Lambda runtime API"), from which the function takes
 * its events. Unlike the event server that Quarkus brings it says when the function is stopped.
 */
public final class RuntimeApi implements QuarkusTestResourceLifecycleManager {

  /** What a function answered. */
  record Answer(boolean isError, String body) {}

  private record Invocation(
      String id, String event, Duration remaining, CompletableFuture<Answer> answer) {}

  private static final String NEXT = "/next";

  private static volatile BlockingQueue<Invocation> waiting;
  private static final Map<String, Invocation> RUNNING = new ConcurrentHashMap<>();
  private HttpServer server;

  /**
   * Calls the function that runs now.
   *
   * @param remaining how long it may take
   */
  static Answer invoke(String event, Duration remaining) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, remaining, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.answer().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public Map<String, String> start() {
    BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
    waiting = invocations;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> serve(exchange, invocations));
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "runtime-api");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return Map.of(
        "quarkus-internal.aws-lambda.test-api", "127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void serve(HttpExchange exchange, BlockingQueue<Invocation> invocations)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.endsWith(NEXT)) {
      next(exchange, invocations);
      return;
    }
    String[] parts = path.split("/");
    Invocation invocation = RUNNING.remove(parts[parts.length - 2]);
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
    if (invocation != null) {
      invocation.answer().complete(new Answer(path.endsWith("/error"), body));
    }
  }

  private static void next(HttpExchange exchange, BlockingQueue<Invocation> invocations)
      throws IOException {
    try {
      Invocation invocation = invocations.take();
      RUNNING.put(invocation.id(), invocation);
      long deadline = System.currentTimeMillis() + invocation.remaining().toMillis();
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
      exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "" + deadline);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
