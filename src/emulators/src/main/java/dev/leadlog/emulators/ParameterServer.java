package dev.leadlog.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An SSM server with {@code PutParameter} and {@code GetParameters} (source: AWS, "Systems Manager
 * API Reference"), because there is no embeddable one.
 */
final class ParameterServer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPERATION = "AmazonSSM.";

  /** The secrets that template.yaml names, with the values of the simulated Meta. */
  private final Map<String, String> values =
      new ConcurrentHashMap<>(
          Map.of(
              "/leadlog/app/secrets", "local-app-secret",
              "/leadlog/app/verify-token", "local-verify-token",
              "/leadlog/app/system-user-token", "local-system-user-token"));

  /** Starts the server on a free port and returns its URL. */
  URI start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    switch (target) {
      case OPERATION + "PutParameter" -> answer(exchange, 200, put(request));
      case OPERATION + "GetParameters" -> answer(exchange, 200, get(request));
      default -> answer(exchange, 400, JSON.createObjectNode().put("__type", "UnknownOperation"));
    }
  }

  private ObjectNode put(JsonNode request) {
    values.put(request.path("Name").asText(), request.path("Value").asText());
    return JSON.createObjectNode().put("Version", 1).put("Tier", "Standard");
  }

  private ObjectNode get(JsonNode request) {
    ObjectNode response = JSON.createObjectNode();
    ArrayNode found = response.putArray("Parameters");
    ArrayNode invalid = response.putArray("InvalidParameters");
    for (JsonNode name : request.path("Names")) {
      String value = values.get(name.asText());
      if (value == null) {
        invalid.add(name);
      } else {
        found
            .addObject()
            .put("Name", name.asText())
            .put("Type", "SecureString")
            .put("Value", value);
      }
    }
    return response;
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
