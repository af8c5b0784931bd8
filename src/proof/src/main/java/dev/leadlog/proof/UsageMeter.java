package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leadlog.emulators.RequestForwarder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy for DynamoDB and SQS that counts consumed capacity units, which DynamoDB returns on
 * request, and requests.
 */
final class UsageMeter implements AutoCloseable {

  private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");

  private final URI dynamodb;
  private final URI sqs;
  private final HttpServer server;
  private final RequestForwarder requestForwarder = new RequestForwarder();
  private final Map<String, Double> units = new ConcurrentHashMap<>();
  private final AtomicInteger sqsRequests = new AtomicInteger();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  UsageMeter(URI dynamodb, URI sqs) {
    this.dynamodb = dynamodb;
    this.sqs = sqs;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::forward);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** The endpoint for both stores. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void forget() {
    units.clear();
    sqsRequests.set(0);
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
    return sqsRequests.get();
  }

  /** The number of connections that were used. */
  int connections() {
    return connections.size();
  }

  private void forward(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress());
    byte[] body = exchange.getRequestBody().readAllBytes();
    String[] target =
        String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target")).split("\\.");
    if (target[0].equals("AmazonSQS")) {
      sqsRequests.incrementAndGet();
      RequestForwarder.answer(exchange, requestForwarder.send(exchange, sqs, body));
    } else {
      HttpResponse<byte[]> response =
          requestForwarder.send(exchange, dynamodb, withConsumedCapacity(body));
      if (response.statusCode() == 200) {
        count(target[target.length - 1], json(response.body()));
      }
      RequestForwarder.answer(exchange, response);
    }
  }

  /** Adds a request for the consumed capacity. */
  private static byte[] withConsumedCapacity(byte[] body) {
    return ((ObjectNode) json(body))
        .put("ReturnConsumedCapacity", "TOTAL")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(byte[] body) {
    return Events.json(new String(body, StandardCharsets.UTF_8));
  }

  private void count(String operation, JsonNode response) {
    JsonNode consumed = response.path("ConsumedCapacity");
    for (JsonNode table : consumed.isArray() ? consumed : List.of(consumed)) {
      units.merge(operation, table.path("CapacityUnits").asDouble(), Double::sum);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
