package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Stands before DynamoDB and SQS and counts what is asked of them: capacity units, which DynamoDB
 * tells who asks for them, and requests.
 */
final class Meter implements AutoCloseable {

  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");

  private final URI dynamodb;
  private final URI sqs;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Double> units = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  Meter(URI dynamodb, URI sqs) {
    this.dynamodb = dynamodb;
    this.sqs = sqs;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Where both stores are found through it. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void forget() {
    units.clear();
    requests.clear();
    connections.clear();
  }

  /** Write units by operation. */
  Map<String, Double> writes() {
    Map<String, Double> writes = new TreeMap<>(units);
    writes.keySet().removeAll(READS);
    return writes;
  }

  /** Read units. */
  double reads() {
    return READS.stream().mapToDouble(operation -> units.getOrDefault(operation, 0.0)).sum();
  }

  int sqsRequests() {
    return requests.getOrDefault("AmazonSQS", 0);
  }

  /** Connections on which something was asked. */
  int connections() {
    return connections.size();
  }

  private void pass(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress());
    String[] target =
        String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target")).split("\\.");
    String operation = target[target.length - 1];
    boolean isSqs = target[0].equals("AmazonSQS");
    requests.merge(isSqs ? target[0] : "DynamoDB", 1, Integer::sum);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!isSqs) {
      ObjectNode request = (ObjectNode) Events.json(new String(body, StandardCharsets.UTF_8));
      request.put("ReturnConsumedCapacity", "TOTAL");
      body = request.toString().getBytes(StandardCharsets.UTF_8);
    }
    HttpResponse<byte[]> response = send(exchange, isSqs ? sqs : dynamodb, body);
    if (!isSqs && response.statusCode() == 200) {
      count(operation, Events.json(new String(response.body(), StandardCharsets.UTF_8)));
    }
    answer(exchange, response);
  }

  private void count(String operation, JsonNode answer) {
    JsonNode consumed = answer.path("ConsumedCapacity");
    for (JsonNode table : consumed.isArray() ? consumed : List.of(consumed)) {
      units.merge(operation, table.path("CapacityUnits").asDouble(), Double::sum);
    }
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, URI store, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(store.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase())) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    int length = response.body().length;
    exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
