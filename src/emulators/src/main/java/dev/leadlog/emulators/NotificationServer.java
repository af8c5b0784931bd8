package dev.leadlog.emulators;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An SNS server with {@code CreateTopic} and {@code Publish} with attributes (source: AWS, "Amazon
 * Simple Notification Service API Reference"). It delivers nothing and stores the published
 * messages: {@code GET /published} returns them, {@code DELETE /published} deletes them.
 */
final class NotificationServer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOPICS = "arn:aws:sns:eu-central-1:000000000000:";
  private static final String PUBLISHED = "/published";
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int MAX_MESSAGE_BYTES = 262_144;
  private static final int MAX_SUBJECT_LENGTH = 100;
  private static final int MAX_STORED = 10_000;

  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final List<ObjectNode> published = new CopyOnWriteArrayList<>();

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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestURI().getPath().equals(PUBLISHED)) {
      showPublished(exchange);
      return;
    }
    Map<String, String> request = parameters(body);
    switch (request.getOrDefault("Action", "")) {
      case "CreateTopic" -> createTopic(exchange, request.getOrDefault("Name", ""));
      case "Publish" -> publish(exchange, request);
      default ->
          error(exchange, 400, "InvalidAction", "only CreateTopic and Publish are supported");
    }
  }

  private void showPublished(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      published.clear();
    }
    ArrayNode all = JSON.createArrayNode().addAll(published);
    answer(exchange, 200, "application/json", JSON.writeValueAsString(all));
  }

  private void createTopic(HttpExchange exchange, String name) throws IOException {
    if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?")) {
      error(exchange, 400, "InvalidParameter", "Invalid parameter: Topic Name");
      return;
    }
    topics.add(TOPICS + name);
    result(exchange, "CreateTopic", "<TopicArn>" + TOPICS + name + "</TopicArn>");
  }

  private void publish(HttpExchange exchange, Map<String, String> request) throws IOException {
    String topic = request.getOrDefault("TopicArn", request.getOrDefault("TargetArn", ""));
    String message = request.getOrDefault("Message", "");
    String subject = request.get("Subject");
    if (!topics.contains(topic)) {
      error(exchange, 404, "NotFound", "Topic does not exist");
    } else if (message.isEmpty() || bytes(message) > MAX_MESSAGE_BYTES) {
      error(exchange, 400, "InvalidParameter", "Invalid parameter: Message");
    } else if (subject != null && !isSubject(subject)) {
      error(exchange, 400, "InvalidParameter", "Invalid parameter: Subject");
    } else {
      String id = UUID.randomUUID().toString();
      keep(id, topic, subject, message, request);
      result(exchange, "Publish", "<MessageId>" + id + "</MessageId>");
    }
  }

  /** Up to 100 ASCII characters without line breaks (source: AWS, "Publish"). */
  private static boolean isSubject(String subject) {
    return subject.length() <= MAX_SUBJECT_LENGTH && subject.matches("[\\x21-\\x7e][\\x20-\\x7e]*");
  }

  private void keep(
      String id, String topic, String subject, String message, Map<String, String> request) {
    ObjectNode kept =
        JSON.createObjectNode().put("messageId", id).put("topicArn", topic).put("subject", subject);
    kept.put("message", message).set("attributes", attributes(request));
    published.add(kept);
    while (published.size() > MAX_STORED) {
      published.remove(0);
    }
  }

  /** {@code MessageAttributes.entry.1.Name}, {@code ….Value.StringValue} and so on. */
  private static ObjectNode attributes(Map<String, String> request) {
    ObjectNode attributes = JSON.createObjectNode();
    for (int entry = 1; ; entry++) {
      String prefix = "MessageAttributes.entry." + entry + ".";
      String name = request.get(prefix + "Name");
      if (name == null) {
        return attributes;
      }
      String text = request.get(prefix + "Value.StringValue");
      attributes
          .putObject(name)
          .put("type", request.get(prefix + "Value.DataType"))
          .put("value", text == null ? request.get(prefix + "Value.BinaryValue") : text);
    }
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void result(HttpExchange exchange, String action, String content)
      throws IOException {
    String xml =
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
            .formatted(action, NAMESPACE, content);
    answer(exchange, 200, "text/xml", xml);
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    String xml =
        "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(NAMESPACE, code, message);
    answer(exchange, status, "text/xml", xml);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
