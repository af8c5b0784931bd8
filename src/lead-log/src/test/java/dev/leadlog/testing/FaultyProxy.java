package dev.leadlog.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leadlog.emulators.RequestForwarder;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A proxy between the code and one store that can simulate failures. An operation is the last part
 * of {@code X-Amz-Target}, for example {@code UpdateItem}.
 */
public final class FaultyProxy {

  /** A simulated failure. */
  public enum Fault {
    /** Answers 503 at once. */
    REFUSES,
    /** Accepts the request and never answers. */
    HANGS,
    /** Answers with a throttling error. */
    THROTTLES,
    /** Answers 200 and rejects each PartiQL statement as invalid. */
    REJECTS_THE_STATEMENTS,
    /** Forwards the request and never answers. */
    WITHHOLDS_THE_RESPONSE,
    /** Forwards the request and closes the connection without an answer. */
    HANGS_UP
  }

  /** Decides which requests fail. */
  public interface Disturbance {

    /** Returns the fault, or null if the request succeeds. */
    Fault of(String operation, String body);
  }

  private final URI store;
  private final HttpServer server;
  private final RequestForwarder requestForwarder = new RequestForwarder();
  private final Queue<AwsCalls.Call> calls = new ConcurrentLinkedQueue<>();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requestsUntilCrash = new AtomicInteger(Integer.MAX_VALUE);
  private volatile Predicate<String> operationsToFail = operation -> false;
  private volatile Fault fault = Fault.REFUSES;
  private volatile CountDownLatch cleared = new CountDownLatch(0);
  private volatile Disturbance disturbance = (operation, body) -> null;

  FaultyProxy(URI store) {
    this.store = store;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::pass);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "proxy");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  /** The URL of the store for the code under test. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void clearFault() {
    operationsToFail = operation -> false;
    requestsUntilCrash.set(Integer.MAX_VALUE);
    cleared.countDown();
  }

  public void setFault(Fault how) {
    setFault(how, operation -> true);
  }

  /** Fails only the given operations. */
  public void setFault(Fault how, Predicate<String> operations) {
    cleared = new CountDownLatch(1);
    fault = how;
    operationsToFail = operations;
  }

  /**
   * Forwards the given number of requests and rejects all further ones until {@link #clearFault}.
   * The store sees the same as after a crash of the process between two writes.
   */
  public void crashAfter(int requests) {
    setFault(Fault.REFUSES, operation -> false);
    requestsUntilCrash.set(requests);
  }

  /** Lets single requests fail until the next call of this method, even without another fault. */
  public void chooseFaults(Disturbance by) {
    disturbance = by;
  }

  /**
   * Forwards the next matching request and closes the connection without an answer, so that the SDK
   * sends it again.
   *
   * @return counts the matching requests
   */
  public AtomicInteger loseTheFirstAnswer(BiPredicate<String, String> operationAndBody) {
    AtomicInteger requests = new AtomicInteger();
    chooseFaults(
        (operation, body) ->
            operationAndBody.test(operation, body) && requests.getAndIncrement() == 0
                ? Fault.HANGS_UP
                : null);
    return requests;
  }

  /** The operations that were called since {@link #forget}, including failed ones. */
  public List<String> operations() {
    return calls.stream().map(call -> operation(call.target())).toList();
  }

  /** The request bodies of one operation since {@link #forget}, oldest first. */
  public List<String> bodies(String operation) {
    return calls.stream()
        .filter(call -> operation(call.target()).equals(operation))
        .map(AwsCalls.Call::body)
        .toList();
  }

  List<AwsCalls.Call> calls() {
    return List.copyOf(calls);
  }

  /** The number of connections that were used since {@link #forget}. */
  public int connections() {
    return connections.size();
  }

  public void forget() {
    calls.clear();
    connections.clear();
  }

  private static String operation(String target) {
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private void pass(HttpExchange exchange) throws IOException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    AwsCalls.Call call =
        AwsCalls.ofS3(exchange.getRequestMethod(), exchange.getRequestURI())
            .or(() -> AwsCalls.ofSns(text))
            .orElseGet(() -> new AwsCalls.Call(target, text));
    String operation = operation(call.target());
    calls.add(call);
    connections.add(exchange.getRemoteAddress());
    boolean dead = requestsUntilCrash.getAndDecrement() <= 0;
    Fault how = dead ? Fault.REFUSES : fault;
    if (!dead && !operationsToFail.test(operation)) {
      how = disturbance.of(operation, call.body());
    }
    if (how == null) {
      RequestForwarder.answer(exchange, requestForwarder.send(exchange, store, body));
    } else {
      fail(how, call.target(), exchange, body);
    }
  }

  private void fail(Fault how, String target, HttpExchange exchange, byte[] body)
      throws IOException {
    switch (how) {
      case REFUSES -> answer(exchange, 503, "");
      case THROTTLES -> throttle(exchange, target);
      case REJECTS_THE_STATEMENTS -> rejectStatements(exchange, body);
      case HANGS -> hang(exchange);
      case WITHHOLDS_THE_RESPONSE -> {
        requestForwarder.send(exchange, store, body);
        hang(exchange);
      }
      case HANGS_UP -> {
        requestForwarder.send(exchange, store, body);
        exchange.close();
      }
    }
  }

  private static void throttle(HttpExchange exchange, String target) throws IOException {
    if (target.startsWith("AmazonSNS")) {
      answer(
          exchange,
          429,
          "<ErrorResponse><Error><Code>Throttled</Code><Message>slow down</Message></Error></ErrorResponse>");
      return;
    }
    answer(
        exchange,
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"slow down\"}");
  }

  private static void rejectStatements(HttpExchange exchange, byte[] body) throws IOException {
    ObjectNode answer = Json.object();
    ArrayNode responses = answer.putArray("Responses");
    Json.read(body)
        .orElseThrow()
        .path("Statements")
        .forEach(
            statement -> responses.addObject().putObject("Error").put("Code", "ValidationError"));
    answer(exchange, 200, Json.text(answer));
  }

  private void hang(HttpExchange exchange) throws IOException {
    try {
      cleared.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 503, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
